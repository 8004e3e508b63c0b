#include "gate/handle.hpp"

#include <mutex>

namespace openwdf::gate {

HandleTable::~HandleTable()
{
    // Made in order: what lies behind the last index in use was never made.
    for (std::uint32_t first = 0; first < used_; first += k_chunk_slots)
        delete[] chunks_[first / k_chunk_slots].load(std::memory_order_relaxed);
}

HandleTable::Slot& HandleTable::slot_at(std::uint64_t index)
{
    Slot* chunk = chunks_[index / k_chunk_slots].load(std::memory_order_acquire);
    CHECK(chunk != nullptr);
    return chunk[index % k_chunk_slots];
}

std::uint32_t HandleTable::take_index_locked()
{
    // Fresh slots first within a chunk keeps reuse, and with it generation wrap, rare.
    if (free_head_ != 0 && used_ % k_chunk_slots == 0) {
        const std::uint32_t index = free_head_;
        free_head_ = slot_at(index).next_free;
        if (free_head_ == 0)
            free_tail_ = 0;
        return index;
    }
    if (used_ == k_slots_max)
        return 0;
    const std::uint32_t index = used_++;
    auto& chunk = chunks_[index / k_chunk_slots];
    if (chunk.load(std::memory_order_relaxed) == nullptr)
        chunk.store(new Slot[k_chunk_slots], std::memory_order_release);
    return index;
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
