// Who watches the border: verifier, tracer, path tests. Plugged into the gates, not spread through
// the framework. Nothing here runs unless somebody observes.
#pragma once

#include "base/status.hpp"
#include "base/time.hpp"
#include "exec/irql.hpp"

#include <cstdint>

namespace openwdf::gate {

enum class EventKind : std::uint8_t {
    entry,           // a driver calls a DDI
    entry_return,    // ... and gets its answer
    callback,        // the runtime calls the driver
    callback_return, // ... and the driver returned
    irp_sent,        // an IRP moved down to a device's stack location
    irp_completed,   // an IRP's completion walk left a stack location
};

struct Event {
    EventKind kind;
    const char* name;   // DDI, callback, or major function
    const char* driver; // whose code is (or was) running, "" for none
    std::uint32_t thread;
    exec::Irql irql;
    base::Ticks time;
    const void* address; // as in Crossing; nullptr for IRP events

    bool has_status = false; // entry_return of an NTSTATUS DDI, callback_return, irp_completed
    base::Status status = 0;

    // IRP events only.
    const void* irp = nullptr;
    const char* device = "";
    std::uint8_t location = 0; // 1 is the lowest device's
    std::uint8_t location_count = 0;
    std::uint64_t information = 0;
};

class Observer {
public:
    virtual ~Observer() = default;
    // On the crossing thread, no runtime lock held; must not call into the machine.
    virtual void observe(const Event& event) = 0;
};

} // namespace openwdf::gate
