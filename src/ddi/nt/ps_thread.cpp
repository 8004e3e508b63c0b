// Threads and the process.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
#include "nt/ps/thread.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PETHREAD PsGetCurrentThread(VOID)
{
    return gate::enter<Ddi::PsGetCurrentThread>([&](ThreadContext& context) -> PETHREAD {
        return reinterpret_cast<PETHREAD>(context.thread_object);
    });
}

// One machine is one process.
PEPROCESS IoGetCurrentProcess(VOID)
{
    return gate::enter<Ddi::IoGetCurrentProcess>([&](ThreadContext& context) -> PEPROCESS {
        return reinterpret_cast<PEPROCESS>(&nt::executive_of(context));
    });
}

HANDLE PsGetCurrentThreadId(VOID)
{
    return gate::enter<Ddi::PsGetCurrentThreadId>(
        [&](ThreadContext& context) -> HANDLE { return nt::ps::thread_id(context); });
}

HANDLE PsGetCurrentProcessId(VOID)
{
    return gate::enter<Ddi::PsGetCurrentProcessId>(
        [&](ThreadContext&) -> HANDLE { return nt::ps::process_id(); });
}

NTSTATUS PsCreateSystemThread(PHANDLE ThreadHandle, ULONG, POBJECT_ATTRIBUTES, HANDLE,
                              PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine, PVOID StartContext)
{
    return gate::enter<Ddi::PsCreateSystemThread>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, ThreadHandle, "ThreadHandle");
        gate::require(context, reinterpret_cast<const void*>(StartRoutine), "StartRoutine");
        return nt::ps::create_system_thread(context, *ThreadHandle, ClientId, StartRoutine,
                                            StartContext);
    });
}

NTSTATUS PsTerminateSystemThread(NTSTATUS ExitStatus)
{
    return gate::enter<Ddi::PsTerminateSystemThread>([&](ThreadContext& context) -> NTSTATUS {
        return nt::ps::terminate_system_thread(context, ExitStatus);
    });
}

KPRIORITY KeQueryPriorityThread(PKTHREAD Thread)
{
    return gate::enter<Ddi::KeQueryPriorityThread>([&](ThreadContext& context) -> KPRIORITY {
        gate::require(context, Thread, "Thread");
        return nt::ps::priority(Thread);
    });
}

KPRIORITY KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority)
{
    return gate::enter<Ddi::KeSetPriorityThread>([&](ThreadContext& context) -> KPRIORITY {
        gate::require(context, Thread, "Thread");
        return nt::ps::set_priority(Thread, Priority);
    });
}

// An increment of the process' base priority, which all threads share.
LONG KeSetBasePriorityThread(PKTHREAD Thread, LONG Increment)
{
    return gate::enter<Ddi::KeSetBasePriorityThread>([&](ThreadContext& context) -> LONG {
        gate::require(context, Thread, "Thread");
        return nt::ps::set_priority(Thread, nt::ps::k_normal_priority + Increment) -
               nt::ps::k_normal_priority;
    });
}

} // extern "C"
