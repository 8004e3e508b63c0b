// Up: IofCompleteRequest. Walks the completion routines from the lowest setter to the highest
// (N32-N36); at the top, ends an IRP of the I/O manager: copy-back, MDLs, status block, event
// (N40).
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// Precondition: irp.IoStatus is final. Bug check 0x44 on a second completion (N26). The IRP may be
// gone afterwards.
void complete_request(IRP& irp);

} // namespace openwdf::nt::io
