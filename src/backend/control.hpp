// Answering device control requests.
#pragma once

#include "nt/io/provider.hpp"

#include <cstring>

namespace openwdf::backend {

// Completes the request with `bytes` of `answer`, or with `too_short` and nothing.
inline NTSTATUS answer_bytes(IRP& irp, const void* answer, std::size_t bytes, NTSTATUS too_short)
{
    const nt::io::ControlRequest request = nt::io::control_request(irp);
    if (request.output_length < bytes)
        return nt::io::provider_complete(irp, too_short, 0);
    if (request.output == nullptr)
        return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    std::memcpy(request.output, answer, bytes);
    return nt::io::provider_complete(irp, STATUS_SUCCESS, bytes);
}

template <class Answer>
NTSTATUS answer_with(IRP& irp, const Answer& answer, NTSTATUS too_short = STATUS_BUFFER_TOO_SMALL)
{
    return answer_bytes(irp, &answer, sizeof answer, too_short);
}

// Copies the request's input. False when there is less of it.
template <class Input> bool take_input(const nt::io::ControlRequest& request, Input& input)
{
    if (request.input_length < sizeof input || request.input == nullptr)
        return false;
    std::memcpy(&input, request.input, sizeof input);
    return true;
}

} // namespace openwdf::backend
