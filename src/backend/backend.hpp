// Lower devices. Each scheme is one leaf, a nt::io::Provider that answers real IRPs at its own
// stack location; null.cpp is the one to copy. No leaf knows another, and none knows the framework.
//
// Thread rules: a provider is called by any thread at IRQL <= DISPATCH. Order of death: a provider
// outlives the machine's scheduler, because its transfers in flight end with the I/O ports.
#pragma once

#include "backend/uri.hpp"
#include "base/in_flight.hpp"
#include "exec/scheduler.hpp"
#include "host/host.hpp"
#include "nt/io/provider.hpp"

#include <memory>
#include <optional>
#include <span>

namespace openwdf::backend {

// What a leaf may use of its machine.
struct Surroundings {
    host::Host& host;
    exec::Scheduler& scheduler;
    // Targets made before this one: the number a disk answers to.
    std::uint32_t number = 0;
};

class LowerDevice : public nt::io::Provider {
public:
    // Transfers that Linux still works on: until there are none the buffers of their IRPs are in
    // use, whatever happened to the machine meanwhile. nullptr: this device never has any.
    virtual const base::InFlight* in_flight() const { return nullptr; }
};

class HidDevice;

// A device ready for nt::io::add_provider_device; the caller fills in spec.name.
struct Backend {
    std::unique_ptr<LowerDevice> device;
    nt::io::ProviderSpec spec;
    HidDevice* hid = nullptr; // the device again, where the harness plays the hardware
    // The other end, of a stream that was made with both ("tty:pair"); else none.
    std::unique_ptr<host::Stream> peer;
};

struct Scheme {
    const char* name;
    const char* usage; // for help and errors: "ram:SIZE[?sector=512]"
    Outcome<Backend> (*make)(const Surroundings&, const Uri&);
};

// All schemes of this build.
std::span<const Scheme> schemes();

Outcome<Backend> make_backend(const Surroundings& surroundings, std::string_view uri);

// Options that mean the same in each scheme: ?io=buffered|direct|neither and ?readonly=0|1.
Outcome<nt::io::IoType> io_type_option(const Uri& uri, nt::io::IoType default_type);
Outcome<bool> flag_option(const Uri& uri, std::string_view key);

} // namespace openwdf::backend
