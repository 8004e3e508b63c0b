// A wait for the end of an IRP, for the report of a deadlock: which request never came back, and
// whose it is.
#pragma once

#include "gate/wait_note.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {

class IrpNote final : public gate::WaitNote {
public:
    // The IRP belongs to somebody else meanwhile; while nothing runs it may be looked at.
    IrpNote(gate::ThreadContext& context, IRP& irp) : WaitNote(context), irp_(irp) {}

    std::string what() const override;

private:
    IRP& irp_;
};

} // namespace openwdf::nt::io
