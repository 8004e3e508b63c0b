// Waits on dispatcher objects. The objects live in the driver's own zeroed memory and have no
// constructor or destructor hook, so waiters are kept here, by address of the object.
#pragma once

#include "base/list.hpp"
#include "base/time.hpp"
#include "exec/lock.hpp"
#include "exec/thread.hpp"

#include <ntddk.h>

#include <array>
#include <cstdint>
#include <span>

namespace openwdf::nt::ke {

class Dispatcher {
public:
    // KeWaitForSingleObject / KeWaitForMultipleObjects (N103-N108). `timeout`: NULL waits for
    // ever, zero polls, negative is relative, positive absolute system time. Throws the gate's
    // MachineStopped when the machine stops. A wait above its IRQL ceiling stops the machine.
    NTSTATUS wait(std::span<void* const> objects, WAIT_TYPE type, const LARGE_INTEGER* timeout);

    // The same wait with an absolute interrupt time, for the runtime's own use.
    NTSTATUS wait_until(void* object, base::Ticks deadline);

    LONG set_event(KEVENT& event);
    LONG reset_event(KEVENT& event);

private:
    struct Waiter;
    // ...
    exec::Lock<exec::Rank::dispatcher> lock_;
};

void initialize_event(KEVENT& event, EVENT_TYPE type, bool signalled);

} // namespace openwdf::nt::ke
