#include "nt/io/irp_cache.hpp"

#include "nt/sanitizer.hpp"

#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

namespace openwdf::nt::io {

namespace {

constexpr ULONG k_kept_buffer_max = 4096;
constexpr ULONG k_kept_mdl_max = 256; // describes some 100 KiB

// A spare location stands below location 1. A driver that fills in the next location of an IRP that
// has none left writes there, not over the IRP, and the send that follows can say so (N19).
constexpr std::uint16_t size_with_spare(CCHAR stack_size)
{
    return IoSizeOfIrp(stack_size + 1);
}

void initialize_with_spare(IRP& irp, CCHAR stack_size)
{
    initialize_irp(irp, size_with_spare(stack_size), stack_size);
    ++irp.Tail.Overlay.CurrentStackLocation;
    irp.AllocationFlags = k_irp_of_cache;
}

} // namespace

IrpCache::~IrpCache()
{
    while (IrpBlock* block = all_.pop_front())
        release_memory(*block);
}

void IrpCache::release_memory(IrpBlock& block)
{
    std::free(block.system_buffer);
    std::free(block.mdl);
    block.~IrpBlock();
    std::free(&block);
}

IrpBlock* IrpCache::take_free(CCHAR stack_size)
{
    const auto index = static_cast<std::size_t>(stack_size) - 1;
    if (index >= k_cached_sizes)
        return nullptr;
    std::lock_guard guard(lock_);
    FreeList& list = free_[index];
    IrpBlock* block = list.first;
    if (block != nullptr) {
        list.first = block->next_free;
        --list.count;
        ++live_count_;
    }
    return block;
}

IrpBlock* IrpCache::make_block(CCHAR stack_size)
{
    void* memory = std::malloc(sizeof(IrpBlock) + size_with_spare(stack_size));
    if (memory == nullptr)
        return nullptr;
    auto* block = new (memory) IrpBlock;
    std::lock_guard guard(lock_);
    all_.push_back(*block);
    ++live_count_;
    return block;
}

IRP* IrpCache::allocate(CCHAR stack_size)
{
    if (stack_size < 1)
        return nullptr;
    IrpBlock* block = take_free(stack_size);
    if (block == nullptr)
        block = make_block(stack_size);
    if (block == nullptr)
        return nullptr;
    block->creator = nullptr;
    block->copy_back_max = 0;
    block->end.store(IrpEnd::event, std::memory_order_relaxed);
    block->live = true;
    block->has_thread = false;
    IRP& irp = block->irp();
    initialize_with_spare(irp, stack_size);
    return &irp;
}

std::uint32_t IrpCache::live_count() const
{
    std::lock_guard guard(lock_);
    return live_count_;
}

std::uint32_t IrpCache::live_count_of(const gate::DriverIdentity& creator) const
{
    std::lock_guard guard(lock_);
    std::uint32_t count = 0;
    for (const IrpBlock* block = all_.front(); block != nullptr; block = all_.after(*block))
        count += block->live && block->creator == &creator ? 1 : 0;
    return count;
}

void IrpCache::trim(IrpBlock& block)
{
    if (block.system_buffer_bytes > k_kept_buffer_max || k_fresh_allocations) {
        std::free(block.system_buffer);
        block.system_buffer = nullptr;
        block.system_buffer_bytes = 0;
    }
    if (block.mdl_bytes > k_kept_mdl_max || k_fresh_allocations) {
        std::free(block.mdl);
        block.mdl = nullptr;
        block.mdl_bytes = 0;
    }
}

void IrpCache::free(IRP* irp)
{
    IrpBlock& block = block_of(*irp);
    CHECK(block.live);
    block.live = false;
    trim(block);
    // A driver that completes it once more is caught, as long as the memory is not in use again.
    irp->CurrentLocation = static_cast<CHAR>(irp->StackCount + 2);
    const auto index = static_cast<std::size_t>(irp->StackCount) - 1;
    {
        std::lock_guard guard(lock_);
        --live_count_;
        if (!k_fresh_allocations && index < k_cached_sizes && free_[index].count < k_cached_max) {
            block.next_free = free_[index].first;
            free_[index].first = &block;
            ++free_[index].count;
            return;
        }
        all_.remove(block);
    }
    release_memory(block);
}

void* IrpCache::buffer_of(IrpBlock& block, ULONG bytes)
{
    if (block.system_buffer_bytes >= bytes)
        return block.system_buffer;
    std::free(block.system_buffer);
    // Small buffers come in one size, so that the next life of the IRP finds one that fits.
    constexpr ULONG k_small = 256;
    const ULONG capacity = bytes < k_small && !k_fresh_allocations ? k_small : bytes;
    block.system_buffer = std::malloc(capacity);
    block.system_buffer_bytes = block.system_buffer == nullptr ? 0 : capacity;
    return block.system_buffer;
}

MDL* IrpCache::mdl_of(IrpBlock& block, ULONG bytes)
{
    if (block.mdl_bytes >= bytes)
        return block.mdl;
    std::free(block.mdl);
    const ULONG capacity = bytes < k_kept_mdl_max && !k_fresh_allocations ? k_kept_mdl_max : bytes;
    block.mdl = static_cast<MDL*>(std::malloc(capacity));
    block.mdl_bytes = block.mdl == nullptr ? 0 : capacity;
    return block.mdl;
}

void initialize_irp(IRP& irp, std::uint16_t size_bytes, CCHAR stack_size)
{
    std::memset(&irp, 0, size_bytes);
    irp.Type = IO_TYPE_IRP;
    irp.Size = size_bytes;
    irp.StackCount = stack_size;
    irp.CurrentLocation = static_cast<CHAR>(stack_size + 1);
    irp.Tail.Overlay.CurrentStackLocation =
        reinterpret_cast<IO_STACK_LOCATION*>(&irp + 1) + stack_size;
    irp.ThreadListEntry.Flink = irp.ThreadListEntry.Blink = &irp.ThreadListEntry;
}

void reuse_irp(IRP& irp, NTSTATUS status)
{
    if ((irp.AllocationFlags & k_irp_of_cache) != 0)
        initialize_with_spare(irp, irp.StackCount);
    else
        initialize_irp(irp, irp.Size, irp.StackCount);
    irp.IoStatus.Status = status;
}

} // namespace openwdf::nt::io
