// References and handles.
#include "gate/entry.hpp"
#include "nt/executive.hpp"
#include "nt/ps/thread.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

// The handle's own rights are all there are: kernel handles are not checked.
NTSTATUS reference_by_handle(ThreadContext& context, HANDLE handle, POBJECT_TYPE type,
                             PVOID& object, POBJECT_HANDLE_INFORMATION information)
{
    if (information != nullptr)
        *information = {};
    const bool any = type == nullptr;
    return nt::executive_of(context).handles.reference_typed(
        handle, any || type == *PsThreadType, any || type == *IoFileObjectType, object);
}

} // namespace

extern "C" {

LONG_PTR ObfReferenceObject(PVOID Object)
{
    return gate::enter<Ddi::ObfReferenceObject>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return static_cast<LONG_PTR>(nt::ob::reference_checked(nt::executive_of(context), Object));
    });
}

LONG_PTR ObfDereferenceObject(PVOID Object)
{
    return gate::enter<Ddi::ObfDereferenceObject>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return static_cast<LONG_PTR>(
            nt::ob::dereference_checked(nt::executive_of(context), Object));
    });
}

LONG_PTR ObfReferenceObjectWithTag(PVOID Object, ULONG)
{
    return gate::enter<Ddi::ObfReferenceObjectWithTag>([&](ThreadContext& context) -> LONG_PTR {
        gate::require(context, Object, "Object");
        return nt::ob::reference_checked(nt::executive_of(context), Object);
    });
}

LONG_PTR ObfDereferenceObjectWithTag(PVOID Object, ULONG)
{
    return gate::enter<Ddi::ObfDereferenceObjectWithTag>([&](ThreadContext& context) -> LONG_PTR {
        gate::require(context, Object, "Object");
        return nt::ob::dereference_checked(nt::executive_of(context), Object);
    });
}

// N74: what needs PASSIVE_LEVEL is deferred by every dereference.
VOID ObDereferenceObjectDeferDelete(PVOID Object)
{
    gate::enter<Ddi::ObDereferenceObjectDeferDelete>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        (void)nt::ob::dereference_checked(nt::executive_of(context), Object);
    });
}

NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK, POBJECT_TYPE ObjectType,
                                   KPROCESSOR_MODE, PVOID* Object,
                                   POBJECT_HANDLE_INFORMATION HandleInformation)
{
    return gate::enter<Ddi::ObReferenceObjectByHandle>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return reference_by_handle(context, Handle, ObjectType, *Object, HandleInformation);
    });
}

NTSTATUS ObReferenceObjectByHandleWithTag(HANDLE Handle, ACCESS_MASK, POBJECT_TYPE ObjectType,
                                          KPROCESSOR_MODE, ULONG, PVOID* Object,
                                          POBJECT_HANDLE_INFORMATION HandleInformation)
{
    return gate::enter<Ddi::ObReferenceObjectByHandleWithTag>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return reference_by_handle(context, Handle, ObjectType, *Object, HandleInformation);
    });
}

NTSTATUS ZwClose(HANDLE Handle)
{
    return gate::enter<Ddi::ZwClose>(
        [&](ThreadContext& context) { return nt::executive_of(context).handles.close(Handle); });
}

NTSTATUS ZwWaitForSingleObject(HANDLE Handle, BOOLEAN, PLARGE_INTEGER Timeout)
{
    return gate::enter<Ddi::ZwWaitForSingleObject>(
        [&](ThreadContext& context) { return nt::ps::wait_for_handle(context, Handle, Timeout); });
}

} // extern "C"
