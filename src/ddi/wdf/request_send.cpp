// WdfRequest*: formatting, sending and reusing.
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "nt/io/cancel.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfRequestCreateFromIrp(PWDF_DRIVER_GLOBALS globals,
                                      PWDF_OBJECT_ATTRIBUTES RequestAttributes, PIRP Irp,
                                      BOOLEAN RequestFreesIrp, WDFREQUEST* Request)
{
    return gate::enter<Ddi::WdfRequestCreateFromIrp>([&](ThreadContext& context) {
        gate::require(context, Irp, "Irp");
        gate::require(context, Request, "Request");
        *Request = nullptr;
        return wdf::Request::create_from_irp(context, *wdf::globals_of(globals).driver,
                                             RequestAttributes, *Irp, RequestFreesIrp != FALSE,
                                             Request);
    });
}

NTSTATUS owdf_WdfRequestReuse(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                              PWDF_REQUEST_REUSE_PARAMS ReuseParams)
{
    return gate::enter<Ddi::WdfRequestReuse>([&](ThreadContext& context) {
        auto& request = wdf::sendable_request(context, Request);
        gate::require(context, ReuseParams, "ReuseParams");
        return request.reuse(*ReuseParams);
    });
}

NTSTATUS owdf_WdfRequestChangeTarget(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, WDFIOTARGET IoTarget)
{
    return gate::enter<Ddi::WdfRequestChangeTarget>([&](ThreadContext& context) {
        auto& request = wdf::sendable_request(context, Request);
        return request.change_target(wdf::object<wdf::IoTarget>(context, IoTarget));
    });
}

VOID owdf_WdfRequestFormatRequestUsingCurrentType(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    gate::enter<Ddi::WdfRequestFormatRequestUsingCurrentType>([&](ThreadContext& context) {
        wdf::object<wdf::Request>(context, Request).format_using_current_type();
    });
}

VOID owdf_WdfRequestWdmFormatUsingStackLocation(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                                PIO_STACK_LOCATION Stack)
{
    gate::enter<Ddi::WdfRequestWdmFormatUsingStackLocation>([&](ThreadContext& context) {
        auto& request = wdf::object<wdf::Request>(context, Request);
        gate::require(context, Stack, "Stack");
        request.format_using_location(*Stack);
    });
}

BOOLEAN owdf_WdfRequestSend(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, WDFIOTARGET Target,
                            PWDF_REQUEST_SEND_OPTIONS Options)
{
    return gate::enter<Ddi::WdfRequestSend>([&](ThreadContext& context) -> BOOLEAN {
        auto& request = wdf::sendable_request(context, Request);
        return request.send(wdf::object<wdf::IoTarget>(context, Target), Options) ? TRUE : FALSE;
    });
}

BOOLEAN owdf_WdfRequestCancelSentRequest(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestCancelSentRequest>([&](ThreadContext& context) -> BOOLEAN {
        auto& request = wdf::object<wdf::Request>(context, Request);
        // Fact 77: the completion routine may delete it meanwhile.
        request.reference();
        const bool cancelled = wdf::cancel_trip(request.packet);
        request.dereference();
        return cancelled ? TRUE : FALSE;
    });
}

VOID owdf_WdfRequestSetCompletionRoutine(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                         PFN_WDF_REQUEST_COMPLETION_ROUTINE CompletionRoutine,
                                         WDFCONTEXT CompletionContext)
{
    gate::enter<Ddi::WdfRequestSetCompletionRoutine>([&](ThreadContext& context) {
        wdf::object<wdf::Request>(context, Request)
            .set_completion_routine(CompletionRoutine, CompletionContext);
    });
}

VOID owdf_WdfRequestGetCompletionParams(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                        PWDF_REQUEST_COMPLETION_PARAMS Params)
{
    gate::enter<Ddi::WdfRequestGetCompletionParams>([&](ThreadContext& context) {
        auto& request = wdf::object<wdf::Request>(context, Request);
        gate::require(context, Params, "Params");
        if (Params->Size == sizeof(*Params))
            request.get_completion_params(*Params);
        else
            context.border->report("completion-params-size",
                                   "WDF_REQUEST_COMPLETION_PARAMS has a wrong Size; nothing was "
                                   "written (WDF_REQUEST_COMPLETION_PARAMS_INIT sets it)");
    });
}

NTSTATUS owdf_WdfRequestAllocateTimer(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestAllocateTimer>([&](ThreadContext& context) -> NTSTATUS {
        // Part of every request; nothing is left to allocate.
        (void)wdf::object<wdf::Request>(context, Request);
        return STATUS_SUCCESS;
    });
}

VOID owdf_WdfRequestMarkCancelable(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                   PFN_WDF_REQUEST_CANCEL EvtRequestCancel)
{
    gate::enter<Ddi::WdfRequestMarkCancelable>([&](ThreadContext& context) {
        auto& request = wdf::received_request(context, Request);
        gate::require(context, reinterpret_cast<const void*>(EvtRequestCancel), "EvtRequestCancel");
        (void)request.mark_cancelable(EvtRequestCancel, false);
    });
}

NTSTATUS owdf_WdfRequestMarkCancelableEx(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                         PFN_WDF_REQUEST_CANCEL EvtRequestCancel)
{
    return gate::enter<Ddi::WdfRequestMarkCancelableEx>([&](ThreadContext& context) {
        auto& request = wdf::received_request(context, Request);
        gate::require(context, reinterpret_cast<const void*>(EvtRequestCancel), "EvtRequestCancel");
        return request.mark_cancelable(EvtRequestCancel, true);
    });
}

NTSTATUS owdf_WdfRequestUnmarkCancelable(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestUnmarkCancelable>([&](ThreadContext& context) {
        // Not received_request(): the cancel routine may have completed it meanwhile.
        return wdf::object<wdf::Request>(context, Request).unmark_cancelable();
    });
}

BOOLEAN owdf_WdfRequestIsCanceled(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestIsCanceled>([&](ThreadContext& context) -> BOOLEAN {
        return nt::io::is_cancelled(*wdf::received_request(context, Request).irp()) ? TRUE : FALSE;
    });
}

} // extern "C"
