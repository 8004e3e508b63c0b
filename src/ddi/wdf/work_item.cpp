// WdfWorkItem*.
#include "wdf/work_item/work_item.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/verifier.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfWorkItemCreate(PWDF_DRIVER_GLOBALS globals, PWDF_WORKITEM_CONFIG Config,
                                PWDF_OBJECT_ATTRIBUTES Attributes, WDFWORKITEM* WorkItem)
{
    return gate::enter<Ddi::WdfWorkItemCreate>([&](ThreadContext& context) {
        auto parent = wdf::required_parent(context, Attributes);
        if (!parent.ok())
            return parent.status();
        gate::require(context, Config, "Config");
        gate::require(context, WorkItem, "WorkItem");
        return wdf::WorkItem::create(*wdf::globals_of(globals).driver, *parent.value(), *Config,
                                     *Attributes, WorkItem);
    });
}

VOID owdf_WdfWorkItemEnqueue(PWDF_DRIVER_GLOBALS, WDFWORKITEM WorkItem)
{
    gate::enter<Ddi::WdfWorkItemEnqueue>(
        [&](ThreadContext& context) { wdf::object<wdf::WorkItem>(context, WorkItem).enqueue(); });
}

WDFOBJECT owdf_WdfWorkItemGetParentObject(PWDF_DRIVER_GLOBALS, WDFWORKITEM WorkItem)
{
    return gate::enter<Ddi::WdfWorkItemGetParentObject>([&](ThreadContext& context) {
        return wdf::object<wdf::WorkItem>(context, WorkItem).associated().handle();
    });
}

VOID owdf_WdfWorkItemFlush(PWDF_DRIVER_GLOBALS, WDFWORKITEM WorkItem)
{
    gate::enter<Ddi::WdfWorkItemFlush>([&](ThreadContext& context) {
        auto& item = wdf::object<wdf::WorkItem>(context, WorkItem);
        if (wdf::passive_enough(context, "WdfWorkItemFlush"))
            item.flush();
    });
}

} // extern "C"
