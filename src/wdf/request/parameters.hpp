// What a received IRP says of itself: parameters and buffers, by major function, the device's I/O
// type and the control code's transfer method (facts 54, N1-N16).
#pragma once

#include <wdf.h>

#include <cstddef>

namespace openwdf::wdf {

struct ReceivedBuffer {
    NTSTATUS status; // why there is none of that side
    void* address;   // unless `mdl` describes it
    MDL* mdl;
    std::size_t length;
};

// Input of a write or ioctl, output of a read or ioctl.
ReceivedBuffer received_buffer(IRP& irp, bool input);
// The sender lets it be read alone: what is written, and what a direct ioctl takes in.
bool received_read_only(IRP& irp, bool input);
// Maps the MDL where there is one; nullptr when that fails.
void* received_address(const ReceivedBuffer& buffer);

void fill_parameters(IRP& irp, WDF_REQUEST_PARAMETERS& parameters);
WDF_REQUEST_TYPE request_type(const IO_STACK_LOCATION& location);

} // namespace openwdf::wdf
