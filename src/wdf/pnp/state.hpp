// The thin PnP state of a framework device; the full machines come as constexpr tables beside it.
#pragma once

#include <cstdint>

namespace openwdf::wdf {

enum class PnpState : std::uint8_t {
    created,  // AddDevice attached it
    started,  // hardware prepared, in D0
    removing, // query-remove granted
    removed,
};

} // namespace openwdf::wdf
