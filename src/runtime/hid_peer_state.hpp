// What a HidPeer of the harness stands on.
#pragma once

#include "backend/hid_device.hpp"
#include "openwdf/hid_peer.hpp"
#include "runtime/core.hpp"

namespace openwdf {

struct HidPeer::State {
    runtime::Core& core;
    backend::HidDevice& device; // lives as long as the core's targets
};

} // namespace openwdf
