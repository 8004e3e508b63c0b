// IRPs of a machine, kept for reuse by number of stack locations: a request that is made and ended
// over and over must not pay for an allocation.
#pragma once

#include "exec/lock.hpp"

#include <ntddk.h>

#include <array>
#include <cstdint>

namespace openwdf::nt::io {

class IrpCache {
public:
    IrpCache() = default;
    ~IrpCache(); // frees all IRPs, in flight or not: the machine is gone
    IrpCache(const IrpCache&) = delete;
    IrpCache& operator=(const IrpCache&) = delete;

    // Initialised as IoAllocateIrp does. nullptr when out of memory or stack_size is not 1..127.
    IRP* allocate(CCHAR stack_size);
    void free(IRP* irp);
    std::uint32_t live_count() const;

private:
    // ...
    mutable exec::Lock<exec::Rank::pool> lock_;
};

// IoInitializeIrp on a block of at least IoSizeOfIrp(stack_size) bytes.
void initialize_irp(IRP& irp, std::uint16_t size_bytes, CCHAR stack_size);
// IoReuseIrp (N51).
void reuse_irp(IRP& irp, NTSTATUS status);

} // namespace openwdf::nt::io
