// Lookaside lists.
#include "gate/entry.hpp"
#include "nt/ex/lookaside.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate,
                                     PFREE_FUNCTION Free, ULONG, SIZE_T Size, ULONG Tag, USHORT)
{
    gate::enter<Ddi::ExInitializeNPagedLookasideList>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::initialize_lookaside(Lookaside->L, Allocate, Free, NonPagedPoolNx, Size, Tag);
    });
}

// Nothing is kept, so nothing is to be freed.
VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
    gate::enter<Ddi::ExDeleteNPagedLookasideList>(
        [&](ThreadContext& context) { gate::require(context, Lookaside, "Lookaside"); });
}

PVOID ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
    return gate::enter<Ddi::ExAllocateFromNPagedLookasideList>(
        [&](ThreadContext& context) -> PVOID {
            gate::require(context, Lookaside, "Lookaside");
            return nt::ex::allocate_from(context, Lookaside->L);
        });
}

VOID ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
    gate::enter<Ddi::ExFreeToNPagedLookasideList>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::free_to(context, Lookaside->L, Entry);
    });
}

VOID ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate,
                                    PFREE_FUNCTION Free, ULONG, SIZE_T Size, ULONG Tag, USHORT)
{
    gate::enter<Ddi::ExInitializePagedLookasideList>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::initialize_lookaside(Lookaside->L, Allocate, Free, PagedPool, Size, Tag);
    });
}

// Nothing is kept, so nothing is to be freed.
VOID ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
    gate::enter<Ddi::ExDeletePagedLookasideList>(
        [&](ThreadContext& context) { gate::require(context, Lookaside, "Lookaside"); });
}

PVOID ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
    return gate::enter<Ddi::ExAllocateFromPagedLookasideList>([&](ThreadContext& context) -> PVOID {
        gate::require(context, Lookaside, "Lookaside");
        return nt::ex::allocate_from(context, Lookaside->L);
    });
}

VOID ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
    gate::enter<Ddi::ExFreeToPagedLookasideList>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::free_to(context, Lookaside->L, Entry);
    });
}

NTSTATUS ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PALLOCATE_FUNCTION_EX Allocate,
                                     PFREE_FUNCTION_EX Free, POOL_TYPE PoolType, ULONG, SIZE_T Size,
                                     ULONG Tag, USHORT)
{
    return gate::enter<Ddi::ExInitializeLookasideListEx>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::initialize_lookaside(*Lookaside, Allocate, Free, PoolType, Size, Tag);
        return STATUS_SUCCESS;
    });
}

VOID ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    gate::enter<Ddi::ExDeleteLookasideListEx>(
        [&](ThreadContext& context) { gate::require(context, Lookaside, "Lookaside"); });
}

VOID ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    gate::enter<Ddi::ExFlushLookasideListEx>(
        [&](ThreadContext& context) { gate::require(context, Lookaside, "Lookaside"); });
}

PVOID ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    return gate::enter<Ddi::ExAllocateFromLookasideListEx>([&](ThreadContext& context) -> PVOID {
        gate::require(context, Lookaside, "Lookaside");
        return nt::ex::allocate_from(context, *Lookaside);
    });
}

VOID ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PVOID Entry)
{
    gate::enter<Ddi::ExFreeToLookasideListEx>([&](ThreadContext& context) {
        gate::require(context, Lookaside, "Lookaside");
        nt::ex::free_to(context, *Lookaside, Entry);
    });
}

} // extern "C"
