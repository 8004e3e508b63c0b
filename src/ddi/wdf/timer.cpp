// WdfTimer*.
#include "wdf/timer/timer.hpp"
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

NTSTATUS owdf_WdfTimerCreate(PWDF_DRIVER_GLOBALS globals, PWDF_TIMER_CONFIG Config,
                             PWDF_OBJECT_ATTRIBUTES Attributes, WDFTIMER* Timer)
{
    return gate::enter<Ddi::WdfTimerCreate>([&](ThreadContext& context) {
        auto parent = wdf::required_parent(context, Attributes);
        if (!parent.ok())
            return parent.status();
        gate::require(context, Config, "Config");
        gate::require(context, Timer, "Timer");
        return wdf::Timer::create(*wdf::globals_of(globals).driver, *parent.value(), *Config,
                                  *Attributes, Timer);
    });
}

BOOLEAN owdf_WdfTimerStart(PWDF_DRIVER_GLOBALS, WDFTIMER Timer, LONGLONG DueTime)
{
    return gate::enter<Ddi::WdfTimerStart>([&](ThreadContext& context) -> BOOLEAN {
        return wdf::object<wdf::Timer>(context, Timer).start(DueTime);
    });
}

BOOLEAN owdf_WdfTimerStop(PWDF_DRIVER_GLOBALS, WDFTIMER Timer, BOOLEAN Wait)
{
    return gate::enter<Ddi::WdfTimerStop>([&](ThreadContext& context) -> BOOLEAN {
        auto& timer = wdf::object<wdf::Timer>(context, Timer);
        if (Wait != FALSE && !wdf::passive_enough(context, "WdfTimerStop with Wait"))
            return FALSE;
        return timer.stop(Wait != FALSE);
    });
}

WDFOBJECT owdf_WdfTimerGetParentObject(PWDF_DRIVER_GLOBALS, WDFTIMER Timer)
{
    return gate::enter<Ddi::WdfTimerGetParentObject>([&](ThreadContext& context) {
        return wdf::object<wdf::Timer>(context, Timer).timed_parent().handle();
    });
}

} // extern "C"
