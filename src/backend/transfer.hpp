// What a provider reads out of a read or write IRP.
#pragma once

#include "nt/io/provider.hpp"
#include "nt/io/stack.hpp"

namespace openwdf::backend {

struct TransferParameters {
    std::uint32_t length;
    std::int64_t offset;
};

// Parameters.Read and Parameters.Write lie over each other field by field; they are read by name
// all the same, because only one of them is meant.
inline TransferParameters transfer_parameters(IRP& irp)
{
    const IO_STACK_LOCATION& location = nt::io::current_location(irp);
    if (location.MajorFunction == IRP_MJ_READ)
        return {location.Parameters.Read.Length, location.Parameters.Read.ByteOffset.QuadPart};
    return {location.Parameters.Write.Length, location.Parameters.Write.ByteOffset.QuadPart};
}

} // namespace openwdf::backend
