#include "nt/ex/driver_pool.hpp"

#include "gate/lock_use.hpp"
#include "gate/scarcity.hpp"
#include "nt/executive.hpp"

#include <fmt/format.h>

namespace openwdf::nt::ex {

namespace {

// P1 of bug check 0xC2.
constexpr std::uint64_t k_wrong_tag = 0x0A;
constexpr std::uint64_t k_not_allocated = 0x46;

const void* caller_of(const gate::ThreadContext& context)
{
    return context.history.count() == 0 ? &context : context.history.newest(0).address;
}

void check_paged(gate::ThreadContext& context, bool paged)
{
    if (!paged || context.irql <= exec::k_apc_level)
        return;
    context.border->report("irql-ceiling",
                           fmt::format("paged pool was allocated at IRQL {}; its ceiling is {}",
                                       context.irql, exec::k_apc_level));
}

// Drivers that ask for an exception instead of NULL cannot get one: structured exceptions do not
// exist here.
void* require_block(void* block, bool raises)
{
    if (block == nullptr && raises)
        gate::bug_check(KMODE_EXCEPTION_NOT_HANDLED,
                        static_cast<ULONG>(STATUS_INSUFFICIENT_RESOURCES), 0, 0, 0,
                        "a pool allocation that asks for an exception on failure failed; OpenWDF "
                        "cannot deliver the exception");
    return block;
}

void* allocate(gate::ThreadContext& context, SIZE_T bytes, ULONG tag, Fill fill, bool raises)
{
    if (gate::allocation_fails(context))
        return require_block(nullptr, raises);
    return require_block(executive_of(context).pool.allocate(bytes, tag, fill, caller_of(context)),
                         raises);
}

bool names_one_pool(POOL_FLAGS flags)
{
    const POOL_FLAGS pools =
        flags & (POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE | POOL_FLAG_PAGED);
    return pools != 0 && (pools & (pools - 1)) == 0;
}

} // namespace

void* allocate_pool2(gate::ThreadContext& context, POOL_FLAGS flags, SIZE_T bytes, ULONG tag)
{
    const bool raises = (flags & POOL_FLAG_RAISE_ON_FAILURE) != 0;
    if (!names_one_pool(flags) || tag == 0) {
        context.border->report("pool-arguments",
                               "ExAllocatePool2 needs exactly one pool in Flags and a tag that is "
                               "not 0");
        return require_block(nullptr, raises);
    }
    check_paged(context, (flags & POOL_FLAG_PAGED) != 0);
    const Fill fill = (flags & POOL_FLAG_UNINITIALIZED) != 0 ? Fill::pattern : Fill::zero;
    return allocate(context, bytes, tag, fill, raises);
}

void* allocate_pool_with_tag(gate::ThreadContext& context, POOL_TYPE type, SIZE_T bytes, ULONG tag)
{
    const auto bits = static_cast<unsigned>(type);
    check_paged(context, (bits & 1U) == PagedPool);
    const Fill fill = (bits & POOL_ZERO_ALLOCATION) != 0 ? Fill::zero : Fill::pattern;
    const SIZE_T at_least_one = bytes == 0 ? 1 : bytes;
    return allocate(context, at_least_one, tag, fill,
                    (bits & POOL_RAISE_IF_ALLOCATION_FAILURE) != 0);
}

void free_pool(gate::ThreadContext& context, void* block, ULONG tag)
{
    Pool& pool = executive_of(context).pool;
    PoolBlockFacts facts{};
    if (!pool.find(block, facts))
        gate::bug_check(BAD_POOL_CALLER, k_not_allocated, reinterpret_cast<std::uint64_t>(block), 0,
                        0,
                        "pool memory was freed that is not allocated (freed twice, not the "
                        "start of a block, or never pool memory)");
    if (tag != 0 && tag != facts.tag)
        gate::bug_check(BAD_POOL_CALLER, k_wrong_tag, reinterpret_cast<std::uint64_t>(block),
                        facts.tag, tag,
                        "pool memory was freed with another tag than it was allocated with");
    gate::memory_gone(*context.border, block, facts.size_bytes);
    (void)pool.free(block);
}

} // namespace openwdf::nt::ex
