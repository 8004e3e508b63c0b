// Rundown protection: users of an object that is about to go away. One word in the driver's memory:
// the number of users, doubled; or, with the lowest bit, that new ones are refused, and who waits.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

inline void initialize_rundown(EX_RUNDOWN_REF& rundown)
{
    rundown.Count = 0;
}
// False once the object is being run down.
bool acquire_rundown(EX_RUNDOWN_REF& rundown);
void release_rundown(gate::ThreadContext& context, EX_RUNDOWN_REF& rundown);
// Refuses new users and waits for the present ones.
void wait_for_rundown(gate::ThreadContext& context, EX_RUNDOWN_REF& rundown);
inline void complete_rundown(EX_RUNDOWN_REF& rundown)
{
    __atomic_store_n(&rundown.Count, ULONG_PTR{1}, __ATOMIC_RELEASE);
}

} // namespace openwdf::nt::ex
