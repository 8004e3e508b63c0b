// Pool memory of a machine. Every block comes from malloc, so sanitizers see its exact bounds, and
// is listed, so the machine can free what a driver leaked and say who allocated it.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace openwdf::nt::ex {

enum class Fill : std::uint8_t {
    zero,    // POOL_FLAG default of ExAllocatePool2
    pattern, // fresh memory of the older functions: never zero by luck, the same in every run
};

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

    // 16-byte aligned (page aligned from one page up, as N-pool does). nullptr when out of memory
    // or size is 0. Any IRQL <= DISPATCH.
    void* allocate(std::size_t size_bytes, std::uint32_t tag, Fill fill, const void* allocated_by);
    // False when `block` is not a live block of this pool (the caller reports it).
    bool free(void* block);

    std::vector<PoolBlockFacts> live_blocks() const;

private:
    struct Block;
    // ... implementation
    mutable exec::Lock<exec::Rank::pool> lock_;
};

} // namespace openwdf::nt::ex
