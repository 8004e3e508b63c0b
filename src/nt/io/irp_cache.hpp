// IRPs of a machine, kept for reuse by number of stack locations: a request that is made and ended
// over and over must not pay for an allocation. Under AddressSanitizer every IRP and every buffer
// is a fresh allocation instead, so that a driver's stale pointer is found.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"

#include <ntddk.h>

#include <array>
#include <atomic>
#include <cstdint>

namespace openwdf::gate {
struct DriverIdentity;
}

namespace openwdf::nt::io {

// IRP.AllocationFlags; Windows uses 0x01 to 0x08.
inline constexpr UCHAR k_irp_of_cache = 0x10;   // made by IrpCache: an IrpBlock stands before it
inline constexpr UCHAR k_irp_of_manager = 0x20; // ends itself on completion (io/request.hpp)

// How the sender of an I/O manager IRP learns of its end (io/request.cpp).
enum class IrpEnd : std::uint8_t {
    event,   // no sender waits in send_and_wait: status block and event (N41)
    armed,   // send_and_wait is calling down
    waiting, // send_and_wait blocks on `ended_event`
    done,
};

class ThreadIrps;

// What the end of an IRP's thread does to it (io/thread_irps.hpp).
enum class ThreadCancel : std::uint8_t {
    none,
    running, // IoCancelIrp is being called
    ended,   // ... and it was completed meanwhile
    done,
};

// What the runtime knows of an IRP and drivers do not see; directly in front of the IRP.
struct alignas(16) IrpBlock {
    base::Link link; // every IRP of the cache
    IrpBlock* next_free = nullptr;
    const gate::DriverIdentity* creator = nullptr; // who called IoAllocateIrp
    // Of an I/O manager IRP: its system buffer, kept from use to use, and how much of it may go
    // back to the caller (N5, N6).
    void* system_buffer = nullptr;
    ULONG system_buffer_bytes = 0;
    ULONG copy_back_max = 0;
    MDL* mdl = nullptr; // describes the caller's buffer; kept like the system buffer
    ULONG mdl_bytes = 0;
    std::atomic<IrpEnd> end{IrpEnd::event};
    bool live = false;
    bool has_thread = false; // the next three count
    ThreadCancel cancel = ThreadCancel::none;
    base::Link of_thread; // ThreadIrps
    ThreadIrps* thread_irps = nullptr;
    KEVENT ended_event{};

    IRP& irp() { return *reinterpret_cast<IRP*>(this + 1); }
};

// Precondition: k_irp_of_cache.
inline IrpBlock& block_of(IRP& irp)
{
    return *(reinterpret_cast<IrpBlock*>(&irp) - 1);
}

class IrpCache {
public:
    IrpCache() = default;
    ~IrpCache(); // frees all IRPs, in flight or not: the machine is gone
    IrpCache(const IrpCache&) = delete;
    IrpCache& operator=(const IrpCache&) = delete;

    // Initialised as IoAllocateIrp does. nullptr when out of memory or stack_size is not 1..127.
    IRP* allocate(CCHAR stack_size);
    // Precondition: a live IRP of this cache.
    void free(IRP* irp);
    std::uint32_t live_count() const;
    // IRPs that this driver allocated and did not free.
    std::uint32_t live_count_of(const gate::DriverIdentity& creator) const;

    // At least `bytes`, uninitialised, until the IRP is freed; kept for the IRP's next life unless
    // large. nullptr when out of memory. Precondition: the block has none from this life.
    static void* buffer_of(IrpBlock& block, ULONG bytes);
    // Memory for an MDL of `bytes` bytes, under the same rules.
    static MDL* mdl_of(IrpBlock& block, ULONG bytes);

private:
    static constexpr std::size_t k_cached_sizes = 16;  // by stack_size - 1
    static constexpr std::uint32_t k_cached_max = 256; // per size

    struct FreeList {
        IrpBlock* first = nullptr;
        std::uint32_t count = 0;
    };

    IrpBlock* take_free(CCHAR stack_size);
    IrpBlock* make_block(CCHAR stack_size);
    static void release_memory(IrpBlock& block);
    static void trim(IrpBlock& block);

    mutable exec::Lock<exec::Rank::pool> lock_;
    base::List<IrpBlock, &IrpBlock::link> all_;
    std::array<FreeList, k_cached_sizes> free_;
    std::uint32_t live_count_ = 0;
};

// IoInitializeIrp on a block of at least IoSizeOfIrp(stack_size) bytes.
void initialize_irp(IRP& irp, std::uint16_t size_bytes, CCHAR stack_size);
// IoReuseIrp (N51).
void reuse_irp(IRP& irp, NTSTATUS status);

} // namespace openwdf::nt::io
