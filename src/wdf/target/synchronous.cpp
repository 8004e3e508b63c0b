#include "wdf/target/synchronous.hpp"

#include "wdf/request/request.hpp"
#include "wdf/target/io_target.hpp"

#include <utility>

namespace openwdf::wdf {

NTSTATUS check_send_options(const WDF_REQUEST_SEND_OPTIONS* options)
{
    constexpr ULONG k_known =
        WDF_REQUEST_SEND_OPTION_TIMEOUT | WDF_REQUEST_SEND_OPTION_SYNCHRONOUS |
        WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE | WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET;
    if (options == nullptr)
        return STATUS_SUCCESS;
    if (options->Size != sizeof(WDF_REQUEST_SEND_OPTIONS))
        return STATUS_INFO_LENGTH_MISMATCH; // fact 19
    // Impersonation flags too: no request is a presented create here (fact 21).
    if ((options->Flags & ~k_known) != 0)
        return STATUS_INVALID_PARAMETER; // fact 20
    const bool forget = (options->Flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) != 0;
    if (forget && options->Flags != WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET)
        return STATUS_INVALID_PARAMETER;
    return STATUS_SUCCESS;
}

namespace {

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

// The packet of a synchronous send: the request's, or one of the target's cache for NULL. It is not
// on the caller's stack, because after a freeze a completion may still reach it.
class SyncPacket {
public:
    SyncPacket(IoTarget& target, Request* request)
        : target_(target), cached_(request == nullptr ? target.take_packet() : nullptr),
          packet_(request == nullptr ? cached_ : &request->packet)
    {
    }
    ~SyncPacket()
    {
        // Fact 38: what the format holds is dropped before the method returns.
        if (packet_ == nullptr || packet_->target_link.listed())
            return;
        packet_->format.release();
        if (cached_ != nullptr)
            target_.give_packet(*cached_);
    }
    SyncPacket(const SyncPacket&) = delete;
    SyncPacket& operator=(const SyncPacket&) = delete;

    Packet* get() const { return packet_; }

private:
    IoTarget& target_;
    Packet* cached_;
    Packet* packet_;
};

// The common shape; `resolve_and_format` resolves the descriptors in argument order and then
// formats (fact 28).
template <class Resolve, class Fill>
NTSTATUS send_referenced(IoTarget& target, Request* request,
                         const WDF_REQUEST_SEND_OPTIONS* options, ULONG_PTR* moved,
                         Resolve&& resolve, Fill&& fill)
{
    SyncPacket packet(target, request);
    if (packet.get() == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (packet.get()->target_link.listed())
        gate::wdf_violation(gate::WdfViolation::request_fatal, 3,
                            reinterpret_cast<std::uint64_t>(request->handle()),
                            "a request was sent again while its previous send is not finished");
    packet.get()->format.release(); // fact 31, also when what follows fails
    NTSTATUS status = check_send_options(options);
    if (NT_SUCCESS(status))
        status = resolve();
    if (NT_SUCCESS(status))
        status = target.prepare(*packet.get());
    if (NT_SUCCESS(status))
        status = fill(*packet.get());
    if (!NT_SUCCESS(status))
        return status;
    status = target.send_and_wait(*packet.get(), ignores_state(options), timeout_of(options));
    if (moved != nullptr)
        *moved = packet.get()->irp()->IoStatus.Information; // fact 29
    return status;
}

// The reference is for a sender that comes back after another thread deleted the target. In a
// machine that stopped nobody gives it back: all objects are freed together.
template <class Resolve, class Fill>
NTSTATUS send(IoTarget& target, Request* request, const WDF_REQUEST_SEND_OPTIONS* options,
              ULONG_PTR* moved, Resolve&& resolve, Fill&& fill)
{
    target.reference();
    const NTSTATUS status = send_referenced(
        target, request, options, moved, std::forward<Resolve>(resolve), std::forward<Fill>(fill));
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
        [&](Packet& packet) {
            return packet.format.transfer(*packet.irp(), major, target.io_type(), buffer,
                                          offset == nullptr ? 0 : *offset);
        });
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
        [&](Packet& packet) {
            return packet.format.control(*packet.irp(), major, code, input, output);
        });
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
        [&](Packet& packet) {
            const IoBuffer* const resolved[3] = {&buffers[0], &buffers[1], &buffers[2]};
            return packet.format.others(*packet.irp(), code, resolved);
        });
}

} // namespace openwdf::wdf
