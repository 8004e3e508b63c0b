// The running thread and process.
#include "gate/entry.hpp"
#include "nt/executive.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PETHREAD PsGetCurrentThread(VOID)
{
    return gate::enter<Ddi::PsGetCurrentThread>(
        [&](ThreadContext& context) { return reinterpret_cast<PETHREAD>(&context); });
}

// One machine is one process.
PEPROCESS IoGetCurrentProcess(VOID)
{
    return gate::enter<Ddi::IoGetCurrentProcess>([&](ThreadContext& context) {
        return reinterpret_cast<PEPROCESS>(&nt::executive_of(context));
    });
}

} // extern "C"
