#include "gate/handle.hpp"

#include <memory>
#include <mutex>
#include <new>
#include <type_traits>

namespace openwdf::gate {

HandleTable::HandleTable()
{
    make_slot_locked(0);
}

HandleTable::~HandleTable()
{
    for (std::atomic<Slot*>& chunk : chunks_) {
        if (Slot* slots = chunk.load(std::memory_order_relaxed); slots != nullptr)
            std::allocator<Slot>().deallocate(slots, k_chunk_slots);
        else
            return; // made in order
    }
}

// In memory that is not touched before.
void HandleTable::make_slot_locked(std::uint32_t index)
{
    static_assert(std::is_trivially_destructible_v<Slot>);
    std::atomic<Slot*>& chunk = chunks_[index / k_chunk_slots];
    if (chunk.load(std::memory_order_relaxed) == nullptr)
        chunk.store(std::allocator<Slot>().allocate(k_chunk_slots), std::memory_order_relaxed);
    new (&slot_at(index)) Slot;
    used_.store(index + 1, std::memory_order_release);
}

inline std::uint32_t HandleTable::take_index_locked()
{
    const std::uint32_t used = used_.load(std::memory_order_relaxed);
    // Fresh slots first within a chunk keeps reuse, and with it generation wrap, rare.
    if (free_head_ != 0 && used % k_chunk_slots == 0) {
        const std::uint32_t index = free_head_;
        free_head_ = slot_at(index).next_free;
        if (free_head_ == 0)
            free_tail_ = 0;
        return index;
    }
    if (used == k_slots_max)
        return 0;
    make_slot_locked(used);
    return used;
}

HandleValue HandleTable::allocate(std::uint16_t kind, void* object)
{
    CHECK(kind != 0 && object != nullptr);
    std::lock_guard guard(lock_);
    const std::uint32_t index = take_index_locked();
    if (index == 0)
        return 0;
    Slot& slot = slot_at(index);
    slot.generation = (slot.generation + 1) & k_generation_mask;
    const HandleValue handle = k_kernel_half |
                               (HandleValue{slot.generation} << k_generation_shift) |
                               (HandleValue{index} << k_index_shift);
    slot.object.store(object, std::memory_order_relaxed);
    slot.kind.store(kind, std::memory_order_relaxed);
    slot.handle.store(handle, std::memory_order_release);
    ++live_;
    return handle;
}

void HandleTable::release(HandleValue handle)
{
    std::lock_guard guard(lock_);
    const auto index = static_cast<std::uint32_t>((handle >> k_index_shift) & (k_slots_max - 1));
    Slot& slot = slot_at(index);
    CHECK(slot.handle.load(std::memory_order_relaxed) == handle);
    slot.handle.store(0, std::memory_order_release);
    slot.next_free = 0;
    if (free_tail_ != 0)
        slot_at(free_tail_).next_free = index;
    else
        free_head_ = index;
    free_tail_ = index;
    --live_;
}

} // namespace openwdf::gate
