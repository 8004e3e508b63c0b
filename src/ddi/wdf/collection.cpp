// WdfCollection*.
#include "wdf/collection/collection.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/handle.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfCollectionCreate(PWDF_DRIVER_GLOBALS globals,
                                  PWDF_OBJECT_ATTRIBUTES CollectionAttributes,
                                  WDFCOLLECTION* Collection)
{
    return gate::enter<Ddi::WdfCollectionCreate>([&](ThreadContext& context) {
        gate::require(context, Collection, "Collection");
        *Collection = nullptr;
        return wdf::Collection::create(context, *wdf::globals_of(globals).driver,
                                       CollectionAttributes, Collection);
    });
}

ULONG owdf_WdfCollectionGetCount(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection)
{
    return gate::enter<Ddi::WdfCollectionGetCount>([&](ThreadContext& context) {
        return wdf::object<wdf::Collection>(context, Collection).count();
    });
}

NTSTATUS owdf_WdfCollectionAdd(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection, WDFOBJECT Object)
{
    return gate::enter<Ddi::WdfCollectionAdd>([&](ThreadContext& context) {
        auto& collection = wdf::object<wdf::Collection>(context, Collection);
        return collection.add(wdf::any_object(context, Object));
    });
}

VOID owdf_WdfCollectionRemove(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection, WDFOBJECT Item)
{
    gate::enter<Ddi::WdfCollectionRemove>([&](ThreadContext& context) {
        auto& collection = wdf::object<wdf::Collection>(context, Collection);
        collection.remove(wdf::any_object(context, Item));
    });
}

VOID owdf_WdfCollectionRemoveItem(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection, ULONG Index)
{
    gate::enter<Ddi::WdfCollectionRemoveItem>([&](ThreadContext& context) {
        wdf::object<wdf::Collection>(context, Collection).remove_at(Index);
    });
}

WDFOBJECT owdf_WdfCollectionGetItem(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection, ULONG Index)
{
    return gate::enter<Ddi::WdfCollectionGetItem>([&](ThreadContext& context) {
        return wdf::object<wdf::Collection>(context, Collection).item(Index);
    });
}

WDFOBJECT owdf_WdfCollectionGetFirstItem(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection)
{
    return gate::enter<Ddi::WdfCollectionGetFirstItem>([&](ThreadContext& context) {
        return wdf::object<wdf::Collection>(context, Collection).item(0);
    });
}

WDFOBJECT owdf_WdfCollectionGetLastItem(PWDF_DRIVER_GLOBALS, WDFCOLLECTION Collection)
{
    return gate::enter<Ddi::WdfCollectionGetLastItem>([&](ThreadContext& context) {
        return wdf::object<wdf::Collection>(context, Collection).last_item();
    });
}

} // extern "C"
