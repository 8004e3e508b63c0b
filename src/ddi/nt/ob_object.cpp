// References and handles.
#include "gate/entry.hpp"
#include "nt/ob/object.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

LONG_PTR ObfReferenceObject(PVOID Object)
{
    return gate::enter<Ddi::ObfReferenceObject>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return static_cast<LONG_PTR>(nt::ob::reference(Object));
    });
}

LONG_PTR ObfDereferenceObject(PVOID Object)
{
    return gate::enter<Ddi::ObfDereferenceObject>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return static_cast<LONG_PTR>(nt::ob::dereference(Object));
    });
}

// Nothing makes kernel handles yet, so no handle is a valid one.
NTSTATUS ZwClose(HANDLE)
{
    return gate::enter<Ddi::ZwClose>([&](ThreadContext&) { return STATUS_INVALID_HANDLE; });
}

} // extern "C"
