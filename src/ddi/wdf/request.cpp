// WdfRequest*.
#include "wdf/request/request.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "nt/io/stack.hpp"
#include "nt/ps/thread.hpp"
#include "wdf/device/file.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/queue/queue.hpp"
#include "wdf/target/io_target.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

using Side = wdf::Request::Side;

using Retrieve = NTSTATUS (wdf::Request::*)(Side, std::size_t, void*&, std::size_t&);

NTSTATUS retrieve(ThreadContext& context, WDFREQUEST handle, Retrieve from, Side side,
                  std::size_t minimum, PVOID* buffer, std::size_t* length)
{
    auto& request = wdf::received_request(context, handle);
    gate::require(context, buffer, "Buffer");
    std::size_t found = 0;
    const NTSTATUS status = (request.*from)(side, minimum, *buffer, found);
    if (length != nullptr)
        *length = found;
    return status;
}

NTSTATUS retrieve_buffer(ThreadContext& context, WDFREQUEST handle, Side side, std::size_t minimum,
                         PVOID* buffer, std::size_t* length)
{
    return retrieve(context, handle, &wdf::Request::retrieve_buffer, side, minimum, buffer, length);
}

NTSTATUS retrieve_mdl(ThreadContext& context, WDFREQUEST handle, Side side, PMDL* mdl)
{
    auto& request = wdf::received_request(context, handle);
    gate::require(context, mdl, "Mdl");
    return request.retrieve_mdl(side, *mdl);
}

NTSTATUS lock_user_buffer(ThreadContext& context, WDFREQUEST handle, PVOID buffer,
                          std::size_t length, LOCK_OPERATION operation, WDFMEMORY* result)
{
    auto& request = wdf::received_request(context, handle);
    gate::require(context, buffer, "Buffer");
    gate::require(context, result, "MemoryObject");
    *result = nullptr;
    wdf::Memory* memory = nullptr;
    const NTSTATUS status = request.lock_user_buffer(buffer, length, operation, memory);
    if (NT_SUCCESS(status))
        *result = static_cast<WDFMEMORY>(memory->handle());
    return status;
}

NTSTATUS retrieve_memory(ThreadContext& context, WDFREQUEST handle, Side side, WDFMEMORY* result)
{
    auto& request = wdf::received_request(context, handle);
    gate::require(context, result, "Memory");
    wdf::Memory* memory = nullptr;
    const NTSTATUS status = request.retrieve_memory(side, memory);
    *result = static_cast<WDFMEMORY>(memory == nullptr ? nullptr : memory->handle());
    return status;
}

} // namespace

extern "C" {

NTSTATUS owdf_WdfRequestCreate(PWDF_DRIVER_GLOBALS globals,
                               PWDF_OBJECT_ATTRIBUTES RequestAttributes, WDFIOTARGET IoTarget,
                               WDFREQUEST* Request)
{
    return gate::enter<Ddi::WdfRequestCreate>([&](ThreadContext& context) {
        auto* target = wdf::optional_object<wdf::IoTarget>(context, IoTarget);
        gate::require(context, Request, "Request");
        *Request = nullptr;
        return wdf::Request::create(context, *wdf::globals_of(globals).driver, RequestAttributes,
                                    target, Request);
    });
}

VOID owdf_WdfRequestComplete(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, NTSTATUS Status)
{
    gate::enter<Ddi::WdfRequestComplete>([&](ThreadContext& context) {
        wdf::object<wdf::Request>(context, Request).complete_keeping_information(Status);
    });
}

VOID owdf_WdfRequestCompleteWithInformation(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                            NTSTATUS Status, ULONG_PTR Information)
{
    gate::enter<Ddi::WdfRequestCompleteWithInformation>([&](ThreadContext& context) {
        wdf::object<wdf::Request>(context, Request).complete(Status, Information);
    });
}

VOID owdf_WdfRequestCompleteWithPriorityBoost(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                              NTSTATUS Status, CCHAR)
{
    // N39: a boost changes scheduling only.
    gate::enter<Ddi::WdfRequestCompleteWithPriorityBoost>([&](ThreadContext& context) {
        wdf::object<wdf::Request>(context, Request).complete_keeping_information(Status);
    });
}

VOID owdf_WdfRequestGetParameters(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                  PWDF_REQUEST_PARAMETERS Parameters)
{
    gate::enter<Ddi::WdfRequestGetParameters>([&](ThreadContext& context) {
        auto& request = wdf::received_request(context, Request);
        gate::require(context, Parameters, "Parameters");
        request.get_parameters(*Parameters);
    });
}

NTSTATUS owdf_WdfRequestRetrieveInputMemory(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                            WDFMEMORY* Memory)
{
    return gate::enter<Ddi::WdfRequestRetrieveInputMemory>([&](ThreadContext& context) {
        return retrieve_memory(context, Request, Side::input, Memory);
    });
}

NTSTATUS owdf_WdfRequestRetrieveOutputMemory(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                             WDFMEMORY* Memory)
{
    return gate::enter<Ddi::WdfRequestRetrieveOutputMemory>([&](ThreadContext& context) {
        return retrieve_memory(context, Request, Side::output, Memory);
    });
}

NTSTATUS owdf_WdfRequestRetrieveInputBuffer(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                            size_t MinimumRequiredLength, PVOID* Buffer,
                                            size_t* Length)
{
    return gate::enter<Ddi::WdfRequestRetrieveInputBuffer>([&](ThreadContext& context) {
        return retrieve_buffer(context, Request, Side::input, MinimumRequiredLength, Buffer,
                               Length);
    });
}

NTSTATUS owdf_WdfRequestRetrieveOutputBuffer(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                             size_t MinimumRequiredSize, PVOID* Buffer,
                                             size_t* Length)
{
    return gate::enter<Ddi::WdfRequestRetrieveOutputBuffer>([&](ThreadContext& context) {
        return retrieve_buffer(context, Request, Side::output, MinimumRequiredSize, Buffer, Length);
    });
}

NTSTATUS owdf_WdfRequestRetrieveInputWdmMdl(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, PMDL* Mdl)
{
    return gate::enter<Ddi::WdfRequestRetrieveInputWdmMdl>(
        [&](ThreadContext& context) { return retrieve_mdl(context, Request, Side::input, Mdl); });
}

NTSTATUS owdf_WdfRequestRetrieveOutputWdmMdl(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, PMDL* Mdl)
{
    return gate::enter<Ddi::WdfRequestRetrieveOutputWdmMdl>(
        [&](ThreadContext& context) { return retrieve_mdl(context, Request, Side::output, Mdl); });
}

NTSTATUS owdf_WdfRequestRetrieveUnsafeUserInputBuffer(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                                      size_t MinimumRequiredLength,
                                                      PVOID* InputBuffer, size_t* Length)
{
    return gate::enter<Ddi::WdfRequestRetrieveUnsafeUserInputBuffer>([&](ThreadContext& context) {
        return retrieve(context, Request, &wdf::Request::retrieve_unsafe, Side::input,
                        MinimumRequiredLength, InputBuffer, Length);
    });
}

NTSTATUS owdf_WdfRequestRetrieveUnsafeUserOutputBuffer(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                                       size_t MinimumRequiredLength,
                                                       PVOID* OutputBuffer, size_t* Length)
{
    return gate::enter<Ddi::WdfRequestRetrieveUnsafeUserOutputBuffer>([&](ThreadContext& context) {
        return retrieve(context, Request, &wdf::Request::retrieve_unsafe, Side::output,
                        MinimumRequiredLength, OutputBuffer, Length);
    });
}

NTSTATUS owdf_WdfRequestProbeAndLockUserBufferForRead(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                                      PVOID Buffer, size_t Length,
                                                      WDFMEMORY* MemoryObject)
{
    return gate::enter<Ddi::WdfRequestProbeAndLockUserBufferForRead>([&](ThreadContext& context) {
        return lock_user_buffer(context, Request, Buffer, Length, IoReadAccess, MemoryObject);
    });
}

NTSTATUS owdf_WdfRequestProbeAndLockUserBufferForWrite(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                                       PVOID Buffer, size_t Length,
                                                       WDFMEMORY* MemoryObject)
{
    return gate::enter<Ddi::WdfRequestProbeAndLockUserBufferForWrite>([&](ThreadContext& context) {
        return lock_user_buffer(context, Request, Buffer, Length, IoWriteAccess, MemoryObject);
    });
}

VOID owdf_WdfRequestSetInformation(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, ULONG_PTR Information)
{
    gate::enter<Ddi::WdfRequestSetInformation>([&](ThreadContext& context) {
        auto& request = wdf::object<wdf::Request>(context, Request);
        if (request.irp() != nullptr)
            request.irp()->IoStatus.Information = Information;
    });
}

ULONG_PTR owdf_WdfRequestGetInformation(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetInformation>([&](ThreadContext& context) -> ULONG_PTR {
        auto& request = wdf::object<wdf::Request>(context, Request);
        return request.irp() == nullptr ? 0 : request.irp()->IoStatus.Information;
    });
}

NTSTATUS owdf_WdfRequestGetStatus(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetStatus>([&](ThreadContext& context) -> NTSTATUS {
        return wdf::object<wdf::Request>(context, Request).status();
    });
}

WDFFILEOBJECT owdf_WdfRequestGetFileObject(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetFileObject>([&](ThreadContext& context) {
        auto& request = wdf::received_request(context, Request);
        return request.device()->file_handle(nt::io::current_location(*request.irp()).FileObject);
    });
}

WDFQUEUE owdf_WdfRequestGetIoQueue(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetIoQueue>([&](ThreadContext& context) {
        auto* queue = wdf::object<wdf::Request>(context, Request).queue();
        return static_cast<WDFQUEUE>(queue == nullptr ? nullptr : queue->handle());
    });
}

NTSTATUS owdf_WdfRequestForwardToIoQueue(PWDF_DRIVER_GLOBALS, WDFREQUEST Request,
                                         WDFQUEUE DestinationQueue)
{
    return gate::enter<Ddi::WdfRequestForwardToIoQueue>([&](ThreadContext& context) {
        auto& request = wdf::received_request(context, Request);
        return request.forward(wdf::object<wdf::Queue>(context, DestinationQueue));
    });
}

NTSTATUS owdf_WdfRequestRequeue(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestRequeue>(
        [&](ThreadContext& context) { return wdf::received_request(context, Request).requeue(); });
}

BOOLEAN owdf_WdfRequestIsFrom32BitProcess(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestIsFrom32BitProcess>([&](ThreadContext& context) -> BOOLEAN {
        // Every application of the machine is 64-bit.
        (void)wdf::received_request(context, Request);
        return FALSE;
    });
}

BOOLEAN owdf_WdfRequestIsReserved(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestIsReserved>([&](ThreadContext& context) -> BOOLEAN {
        // WdfIoQueueAssignForwardProgressPolicy, which would reserve any, is not implemented.
        (void)wdf::object<wdf::Request>(context, Request);
        return FALSE;
    });
}

KPROCESSOR_MODE owdf_WdfRequestGetRequestorMode(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetRequestorMode>([&](ThreadContext& context) {
        return wdf::received_request(context, Request).irp()->RequestorMode;
    });
}

ULONG owdf_WdfRequestGetRequestorProcessId(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestGetRequestorProcessId>([&](ThreadContext& context) -> ULONG {
        // One machine is one process. What no thread sent belongs to none.
        const IRP& irp = *wdf::received_request(context, Request).irp();
        return irp.Tail.Overlay.Thread == nullptr
                   ? 0
                   : static_cast<ULONG>(reinterpret_cast<ULONG_PTR>(nt::ps::process_id()));
    });
}

VOID owdf_WdfRequestStopAcknowledge(PWDF_DRIVER_GLOBALS, WDFREQUEST Request, BOOLEAN Requeue)
{
    gate::enter<Ddi::WdfRequestStopAcknowledge>([&](ThreadContext& context) {
        wdf::received_request(context, Request).acknowledge_stop(Requeue != FALSE);
    });
}

PIRP owdf_WdfRequestWdmGetIrp(PWDF_DRIVER_GLOBALS, WDFREQUEST Request)
{
    return gate::enter<Ddi::WdfRequestWdmGetIrp>(
        [&](ThreadContext& context) { return wdf::object<wdf::Request>(context, Request).irp(); });
}

} // extern "C"
