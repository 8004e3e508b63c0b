#include "wdf/target/synchronous.hpp"

#include "wdf/request/request.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/target/format_request.hpp"

#include <utility>

namespace openwdf::wdf {

NTSTATUS check_send_options(const WDF_REQUEST_SEND_OPTIONS* options)
{
    constexpr ULONG k_known =
        WDF_REQUEST_SEND_OPTION_TIMEOUT | WDF_REQUEST_SEND_OPTION_SYNCHRONOUS |
        WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE | WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET;
    if (options == nullptr)
        return STATUS_SUCCESS;
    if (!known_size<WDF_REQUEST_SEND_OPTIONS>(options->Size))
        return STATUS_INFO_LENGTH_MISMATCH; // fact 19
    // Impersonation flags too: no request is a presented create here (fact 21).
    if ((options->Flags & ~k_known) != 0)
        return STATUS_INVALID_PARAMETER; // fact 20
    const bool forget = (options->Flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) != 0;
    if (forget && options->Flags != WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET)
        return STATUS_INVALID_PARAMETER;
    return STATUS_SUCCESS;
}

LONGLONG timeout_of(const WDF_REQUEST_SEND_OPTIONS* options)
{
    return options != nullptr && (options->Flags & WDF_REQUEST_SEND_OPTION_TIMEOUT) != 0
               ? options->Timeout
               : 0;
}

bool ignores_state(const WDF_REQUEST_SEND_OPTIONS* options)
{
    return options != nullptr &&
           (options->Flags & WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE) != 0;
}

namespace {

// The packet of a synchronous send: the request's, or one of the target's cache for NULL. It is not
// on the caller's stack, because after a freeze a completion may still reach it. The trip of a
// request begins here, so that nobody formats or sends it meanwhile; a packet of the cache is
// nobody else's anyhow.
class SyncPacket {
public:
    SyncPacket(IoTarget& target, Request* request)
        : target_(target), request_(request),
          packet_(request == nullptr ? target.take_packet() : &request->packet)
    {
        if (request != nullptr && !packet_->try_begin_trip())
            sent_twice(*request);
    }
    // Precondition: the trip is over. Fact 38: what the format holds is dropped before the method
    // returns.
    void finish()
    {
        if (request_ != nullptr)
            packet_->end_trip();
        packet_->format.release();
        packet_->formatted = false;
        if (request_ == nullptr)
            target_.give_packet(*packet_);
    }
    SyncPacket(const SyncPacket&) = delete;
    SyncPacket& operator=(const SyncPacket&) = delete;

    Packet* get() const { return packet_; }

private:
    IoTarget& target_;
    Request* request_;
    Packet* packet_;
};

// Fact 31, 39: its own completion routine is not called, and gone.
void forget_completion_routine(Request* request)
{
    if (request != nullptr)
        request->set_completion_routine(nullptr, nullptr);
}

// Fact 40: what the framework's verifier answers; the gate has reported the level.
bool refuses_level(const IoTarget& target)
{
    return exec::current_thread()->irql != exec::k_passive_level &&
           target.driver().border().profile() == gate::Profile::on;
}

// The common shape; `resolve` resolves the descriptors in argument order, `format` formats
// (fact 28).
template <class Resolve, class MakeFormat>
NTSTATUS send_formatted(IoTarget& target, Request* request, Packet& packet,
                        const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* moved,
                        Resolve&& resolve, MakeFormat&& format)
{
    packet.format.release(); // fact 31, also when what follows fails
    if (refuses_level(target))
        return STATUS_INVALID_DEVICE_REQUEST;
    NTSTATUS status = check_send_options(options);
    if (NT_SUCCESS(status))
        status = resolve();
    if (NT_SUCCESS(status))
        status = format(packet);
    if (!NT_SUCCESS(status))
        return status;
    forget_completion_routine(request);
    status = target.send_and_wait(packet, ignores_state(options), timeout_of(options));
    if (moved != nullptr)
        *moved = packet.irp()->IoStatus.Information; // fact 29
    return NT_SUCCESS(status) ? packet.irp()->IoStatus.Status : status;
}

// The references are for a sender that comes back after another thread deleted the target or the
// request. In a machine that stopped nobody gives them back: all objects are freed together.
template <class Resolve, class MakeFormat>
NTSTATUS send(IoTarget& target, Request* request, const WDF_REQUEST_SEND_OPTIONS* options,
              ULONG_PTR* moved, Resolve&& resolve, MakeFormat&& format)
{
    target.reference();
    if (request != nullptr)
        request->reference();
    SyncPacket packet(target, request);
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    if (packet.get() != nullptr) {
        status = send_formatted(target, request, *packet.get(), options, moved,
                                std::forward<Resolve>(resolve), std::forward<MakeFormat>(format));
        packet.finish();
    }
    if (request != nullptr)
        request->dereference();
    target.dereference();
    return status;
}

} // namespace

NTSTATUS send_transfer_synchronously(gate::ThreadContext& context, IoTarget& target,
                                     Request* request, UCHAR major,
                                     const WDF_MEMORY_DESCRIPTOR* descriptor,
                                     const LONGLONG* offset,
                                     const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* moved)
{
    IoBuffer buffer;
    return send(
        target, request, options, moved,
        [&] { return resolve_descriptor(context, descriptor, buffer); },
        [&](Packet& packet) { return format_transfer(target, packet, major, buffer, offset); });
}

NTSTATUS send_control_synchronously(gate::ThreadContext& context, IoTarget& target,
                                    Request* request, UCHAR major, ULONG code,
                                    const WDF_MEMORY_DESCRIPTOR* input_descriptor,
                                    const WDF_MEMORY_DESCRIPTOR* output_descriptor,
                                    const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* returned)
{
    IoBuffer input;
    IoBuffer output;
    return send(
        target, request, options, returned,
        [&] {
            const NTSTATUS status = resolve_descriptor(context, input_descriptor, input);
            return NT_SUCCESS(status) ? resolve_descriptor(context, output_descriptor, output)
                                      : status;
        },
        [&](Packet& packet) { return format_control(target, packet, major, code, input, output); });
}

NTSTATUS send_others_synchronously(gate::ThreadContext& context, IoTarget& target, Request* request,
                                   ULONG code, const WDF_MEMORY_DESCRIPTOR* const (&arguments)[3],
                                   const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* returned)
{
    IoBuffer buffers[3];
    return send(
        target, request, options, returned,
        [&]() -> NTSTATUS {
            for (int i = 0; i < 3; ++i) {
                const NTSTATUS status = resolve_descriptor(context, arguments[i], buffers[i]);
                if (!NT_SUCCESS(status))
                    return status;
            }
            return STATUS_SUCCESS;
        },
        [&](Packet& packet) { return format_others(target, packet, code, buffers); });
}

} // namespace openwdf::wdf
