// Checked handles. A handle names a slot that is never freed and the generation in which it was
// given out, so a stale, wrong-kind or invented handle is found by one compare and never followed.
// Values lie in the canonical kernel half (0xFFFF8...): a driver that dereferences one faults with
// an address that tells what it did.
#pragma once

#include "exec/lock.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

namespace openwdf::gate {

using HandleValue = std::uint64_t;

class HandleTable {
public:
    HandleTable();
    ~HandleTable();
    HandleTable(const HandleTable&) = delete;
    HandleTable& operator=(const HandleTable&) = delete;

    // 0 when all k_slots_max are taken. `kind` is the caller's; 0 is not a kind.
    HandleValue allocate(std::uint16_t kind, void* object);
    void release(HandleValue handle);

    struct Entry {
        void* object = nullptr;
        std::uint16_t kind = 0; // 0: no such handle now
    };

    Entry find(HandleValue handle) const
    {
        const std::uint64_t index = (handle >> k_index_shift) & (k_slots_max - 1);
        if (index >= used_.load(std::memory_order_acquire)) [[unlikely]]
            return {};
        const Slot& slot = slot_at(index);
        if (slot.handle.load(std::memory_order_acquire) != handle) [[unlikely]]
            return {};
        return {slot.object.load(std::memory_order_relaxed),
                slot.kind.load(std::memory_order_relaxed)};
    }

    std::uint32_t live_count() const { return live_; }

private:
    // 0xFFFF8 | generation 20 bits | index 20 bits | 0000
    static constexpr unsigned k_index_shift = 4;
    static constexpr unsigned k_generation_shift = 24;
    static constexpr std::uint64_t k_slots_max = 1U << 20;
    static constexpr std::uint64_t k_chunk_slots = 1024;
    static constexpr std::uint64_t k_kernel_half = 0xFFFF800000000000U;
    static constexpr std::uint32_t k_generation_mask = (1U << 20) - 1;

    struct Slot {
        std::atomic<HandleValue> handle{0};
        std::atomic<void*> object{nullptr};
        std::atomic<std::uint16_t> kind{0};
        std::uint32_t generation = 0;
        std::uint32_t next_free = 0;
    };

    // Precondition: the slot was made: it is below used_, or the caller makes it.
    Slot& slot_at(std::uint64_t index) const
    {
        return chunks_[index / k_chunk_slots].load(
            std::memory_order_relaxed)[index % k_chunk_slots];
    }
    void make_slot_locked(std::uint32_t index);

    // First in, first out, so that a generation comes round as late as possible.
    std::uint32_t take_index_locked();

    mutable exec::Lock<exec::Rank::handles> lock_;
    std::array<std::atomic<Slot*>, k_slots_max / k_chunk_slots> chunks_{};
    // Slots are made one by one: a machine that lives for one schedule pays for the few it has.
    // Index 0 is never given out.
    std::atomic<std::uint32_t> used_{0};
    std::uint32_t free_head_ = 0;
    std::uint32_t free_tail_ = 0;
    std::uint32_t live_ = 0;
};

} // namespace openwdf::gate
