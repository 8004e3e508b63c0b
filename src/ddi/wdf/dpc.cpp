// WdfDpc*.
#include "wdf/dpc/dpc.hpp"
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

NTSTATUS owdf_WdfDpcCreate(PWDF_DRIVER_GLOBALS globals, PWDF_DPC_CONFIG Config,
                           PWDF_OBJECT_ATTRIBUTES Attributes, WDFDPC* Dpc)
{
    return gate::enter<Ddi::WdfDpcCreate>([&](ThreadContext& context) {
        auto parent = wdf::required_parent(context, Attributes);
        if (!parent.ok())
            return parent.status();
        gate::require(context, Config, "Config");
        gate::require(context, Dpc, "Dpc");
        return wdf::Dpc::create(*wdf::globals_of(globals).driver, *parent.value(), *Config,
                                *Attributes, Dpc);
    });
}

PKDPC owdf_WdfDpcWdmGetDpc(PWDF_DRIVER_GLOBALS, WDFDPC Dpc)
{
    return gate::enter<Ddi::WdfDpcWdmGetDpc>(
        [&](ThreadContext& context) { return &wdf::object<wdf::Dpc>(context, Dpc).wdm(); });
}

BOOLEAN owdf_WdfDpcEnqueue(PWDF_DRIVER_GLOBALS, WDFDPC Dpc)
{
    return gate::enter<Ddi::WdfDpcEnqueue>([&](ThreadContext& context) -> BOOLEAN {
        return wdf::object<wdf::Dpc>(context, Dpc).enqueue(context);
    });
}

BOOLEAN owdf_WdfDpcCancel(PWDF_DRIVER_GLOBALS, WDFDPC Dpc, BOOLEAN Wait)
{
    return gate::enter<Ddi::WdfDpcCancel>([&](ThreadContext& context) -> BOOLEAN {
        auto& dpc = wdf::object<wdf::Dpc>(context, Dpc);
        if (Wait != FALSE && !wdf::passive_enough(context, "WdfDpcCancel with Wait"))
            return FALSE;
        return dpc.cancel(Wait != FALSE);
    });
}

WDFOBJECT owdf_WdfDpcGetParentObject(PWDF_DRIVER_GLOBALS, WDFDPC Dpc)
{
    return gate::enter<Ddi::WdfDpcGetParentObject>([&](ThreadContext& context) {
        return wdf::object<wdf::Dpc>(context, Dpc).associated().handle();
    });
}

} // extern "C"
