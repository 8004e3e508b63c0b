// Thread objects: threads that drivers make with PsCreateSystemThread. The object outlives its
// thread as long as somebody references it or has a handle to it, and is signalled from the
// thread's end on (N117). At its end a thread's IRPs are cancelled (N58), and a mutex that it still
// owns stops the machine (N115).
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {
class ThreadIrps;
}

namespace openwdf::nt::ps {

inline constexpr KPRIORITY k_normal_priority = 8;

// The new thread runs `routine` at PASSIVE_LEVEL. `handle` gets a kernel handle, `id` may be
// nullptr.
NTSTATUS create_system_thread(gate::ThreadContext& context, HANDLE& handle, CLIENT_ID* id,
                              PKSTART_ROUTINE routine, void* parameter);
// Does not return on a thread of create_system_thread; STATUS_INVALID_PARAMETER on others.
NTSTATUS terminate_system_thread(gate::ThreadContext& context, NTSTATUS status);

// Where the IRPs stand that belong to a thread of create_system_thread; nullptr on others.
io::ThreadIrps* irps_of(const gate::ThreadContext& context);

// ZwWaitForSingleObject: a thread, or a file (its event).
NTSTATUS wait_for_handle(gate::ThreadContext& context, HANDLE handle, const LARGE_INTEGER* timeout);

HANDLE thread_id(const gate::ThreadContext& context);
HANDLE process_id();

// Priorities are remembered and have no effect; 8 for a thread that is not ours.
KPRIORITY priority(const void* thread);
KPRIORITY set_priority(void* thread, KPRIORITY priority);

} // namespace openwdf::nt::ps
