// Pool memory of a machine. Every block comes from malloc, so sanitizers see its exact bounds, and
// is listed, so the machine can free what a driver leaked and say who allocated it.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace openwdf::nt::ex {

enum class Fill : std::uint8_t {
    zero,    // POOL_FLAG default of ExAllocatePool2
    pattern, // fresh memory of the older functions: never zero by luck, the same in every run
};

inline constexpr std::uint8_t k_fresh_byte = 0xCD;
inline constexpr std::size_t k_page_bytes = 4096;

struct PoolBlockFacts {
    std::uint32_t tag;
    std::size_t size_bytes;
    const void* allocated_by; // return address of the DDI call
};

class Pool {
public:
    Pool() = default;
    ~Pool(); // frees every block left
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // 16-byte aligned, page aligned from one page up. nullptr when out of memory or size is 0.
    // Any IRQL <= DISPATCH. `allocated_by` nullptr: the runtime's own.
    void* allocate(std::size_t size_bytes, std::uint32_t tag, Fill fill, const void* allocated_by);
    // False when `block` is not a live block of this pool (the caller reports it).
    bool free(void* block);

    // False when `block` is not a live block.
    bool find(const void* block, PoolBlockFacts& facts) const;

    // What drivers hold, oldest first.
    std::vector<PoolBlockFacts> live_blocks() const;

private:
    struct alignas(16) Block {
        base::Link link; // all live blocks, oldest first
        Block* next_in_bucket = nullptr;
        PoolBlockFacts facts{};
        void* memory = nullptr; // what malloc gave

        void* body() { return this + 1; }
    };

    static constexpr std::size_t k_buckets = 1024;

    static Block* make_block(std::size_t size_bytes);
    static std::size_t bucket_of(const void* body);
    Block* take_locked(const void* body);

    mutable exec::Lock<exec::Rank::pool> lock_;
    mutable base::List<Block, &Block::link> live_;
    // By address, for the question whether a pointer is a block of ours; never iterated.
    std::array<Block*, k_buckets> buckets_{};
};

} // namespace openwdf::nt::ex
