// WdfObject*.
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/object/user_object.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfObjectCreate(PWDF_DRIVER_GLOBALS globals, PWDF_OBJECT_ATTRIBUTES Attributes,
                              WDFOBJECT* Object)
{
    return gate::enter<Ddi::WdfObjectCreate>([&](ThreadContext& context) {
        gate::require(context, Object, "Object");
        return wdf::UserObject::create(context, *wdf::globals_of(globals).driver, Attributes,
                                       Object);
    });
}

VOID owdf_WdfObjectDelete(PWDF_DRIVER_GLOBALS, WDFOBJECT Object)
{
    gate::enter<Ddi::WdfObjectDelete>(
        [&](ThreadContext& context) { wdf::delete_by_driver(wdf::any_object(context, Object)); });
}

VOID owdf_WdfObjectReferenceActual(PWDF_DRIVER_GLOBALS, WDFOBJECT Handle, PVOID, LONG, PCCH)
{
    gate::enter<Ddi::WdfObjectReferenceActual>(
        [&](ThreadContext& context) { wdf::any_object(context, Handle).reference(); });
}

VOID owdf_WdfObjectDereferenceActual(PWDF_DRIVER_GLOBALS, WDFOBJECT Handle, PVOID, LONG, PCCH)
{
    gate::enter<Ddi::WdfObjectDereferenceActual>([&](ThreadContext& context) {
        wdf::dereference_by_driver(wdf::any_object(context, Handle));
    });
}

PVOID owdf_WdfObjectGetTypedContextWorker(PWDF_DRIVER_GLOBALS, WDFOBJECT Handle,
                                          PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo)
{
    return gate::enter<Ddi::WdfObjectGetTypedContextWorker>([&](ThreadContext& context) {
        gate::require(context, TypeInfo, "TypeInfo");
        return wdf::any_object(context, Handle).contexts().find(TypeInfo);
    });
}

NTSTATUS owdf_WdfObjectAllocateContext(PWDF_DRIVER_GLOBALS, WDFOBJECT Handle,
                                       PWDF_OBJECT_ATTRIBUTES ContextAttributes, PVOID* Context)
{
    return gate::enter<Ddi::WdfObjectAllocateContext>([&](ThreadContext& context) {
        gate::require(context, ContextAttributes, "ContextAttributes");
        return wdf::allocate_context(wdf::any_object(context, Handle), *ContextAttributes, Context);
    });
}

WDFOBJECT owdf_WdfObjectContextGetObject(PWDF_DRIVER_GLOBALS, PVOID ContextPointer)
{
    return gate::enter<Ddi::WdfObjectContextGetObject>([&](ThreadContext& context) {
        gate::require(context, ContextPointer, "ContextPointer");
        return wdf::handle_of_context(context, ContextPointer);
    });
}

// Drivers of a released framework have nothing to ask for: the source knows queries of test builds
// alone.
NTSTATUS owdf_WdfObjectQuery(PWDF_DRIVER_GLOBALS, WDFOBJECT Object, const GUID*, ULONG, PVOID)
{
    return gate::enter<Ddi::WdfObjectQuery>([&](ThreadContext& context) -> NTSTATUS {
        (void)wdf::any_object(context, Object);
        return STATUS_NOT_FOUND;
    });
}

} // extern "C"
