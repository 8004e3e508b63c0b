// ExAllocatePool*, ExFreePool*.
#include "gate/entry.hpp"
#include "nt/ex/driver_pool.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
    return gate::enter<Ddi::ExAllocatePool2>([&](ThreadContext& context) {
        return nt::ex::allocate_pool2(context, Flags, NumberOfBytes, Tag);
    });
}

PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return gate::enter<Ddi::ExAllocatePoolWithTag>([&](ThreadContext& context) {
        return nt::ex::allocate_pool_with_tag(context, PoolType, NumberOfBytes, Tag);
    });
}

VOID ExFreePoolWithTag(PVOID P, ULONG Tag)
{
    gate::enter<Ddi::ExFreePoolWithTag>(
        [&](ThreadContext& context) { nt::ex::free_pool(context, P, Tag); });
}

VOID ExFreePool(PVOID P)
{
    gate::enter<Ddi::ExFreePool>([&](ThreadContext& context) { nt::ex::free_pool(context, P, 0); });
}

} // extern "C"
