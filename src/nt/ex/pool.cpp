#include "nt/ex/pool.hpp"

#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

namespace openwdf::nt::ex {

Pool::~Pool()
{
    while (Block* block = live_.pop_front())
        std::free(block->memory);
}

// The header stands directly before the body; from one page up it takes the end of a page of its
// own, so that the body starts on the next.
Pool::Block* Pool::make_block(std::size_t size_bytes)
{
    const bool paged = size_bytes >= k_page_bytes;
    const std::size_t front = paged ? k_page_bytes : sizeof(Block);
    constexpr std::size_t k_block_bytes_max = std::size_t{1} << 32; // no pool gives more at once
    if (size_bytes > k_block_bytes_max)
        return nullptr;
    void* memory = nullptr;
    if (paged) {
        if (posix_memalign(&memory, k_page_bytes, front + size_bytes) != 0)
            return nullptr;
    } else {
        memory = std::malloc(front + size_bytes);
    }
    if (memory == nullptr)
        return nullptr;
    auto* block = new (static_cast<std::byte*>(memory) + front - sizeof(Block)) Block;
    block->memory = memory;
    return block;
}

std::size_t Pool::bucket_of(const void* body)
{
    return (reinterpret_cast<std::uintptr_t>(body) >> 4) * 0x9E3779B97F4A7C15U >> 54;
}

void* Pool::allocate(std::size_t size_bytes, std::uint32_t tag, Fill fill, const void* allocated_by)
{
    static_assert(k_buckets == 1U << (64 - 54));
    Block* block = size_bytes == 0 ? nullptr : make_block(size_bytes);
    if (block == nullptr)
        return nullptr;
    block->facts = PoolBlockFacts{tag, size_bytes, allocated_by};
    std::memset(block->body(), fill == Fill::zero ? 0 : k_fresh_byte, size_bytes);
    std::lock_guard guard(lock_);
    Block*& bucket = buckets_[bucket_of(block->body())];
    block->next_in_bucket = bucket;
    bucket = block;
    live_.push_back(*block);
    return block->body();
}

Pool::Block* Pool::take_locked(const void* body)
{
    Block** place = &buckets_[bucket_of(body)];
    while (*place != nullptr && (*place)->body() != body)
        place = &(*place)->next_in_bucket;
    Block* block = *place;
    if (block == nullptr)
        return nullptr;
    *place = block->next_in_bucket;
    live_.remove(*block);
    return block;
}

bool Pool::free(void* block)
{
    Block* found = nullptr;
    {
        std::lock_guard guard(lock_);
        found = take_locked(block);
    }
    if (found == nullptr)
        return false;
    void* memory = found->memory;
    found->~Block();
    std::free(memory);
    return true;
}

bool Pool::find(const void* block, PoolBlockFacts& facts) const
{
    std::lock_guard guard(lock_);
    Block* candidate = buckets_[bucket_of(block)];
    while (candidate != nullptr && candidate->body() != block)
        candidate = candidate->next_in_bucket;
    if (candidate == nullptr)
        return false;
    facts = candidate->facts;
    return true;
}

std::vector<PoolBlockFacts> Pool::live_blocks() const
{
    std::vector<PoolBlockFacts> facts;
    std::lock_guard guard(lock_);
    for (Block* block = live_.front(); block != nullptr; block = live_.after(*block)) {
        if (block->facts.allocated_by != nullptr)
            facts.push_back(block->facts);
    }
    return facts;
}

} // namespace openwdf::nt::ex
