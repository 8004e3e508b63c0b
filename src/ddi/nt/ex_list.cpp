// ExInterlocked*: lists and sums under a spin lock of the driver.
#include "gate/entry.hpp"
#include "nt/ex/interlocked.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedInsertHeadList>(
        [&](ThreadContext& context) -> PLIST_ENTRY {
            gate::require(context, ListHead, "ListHead");
            gate::require(context, ListEntry, "ListEntry");
            gate::require(context, Lock, "Lock");
            return nt::ex::insert_head(context, *ListHead, *ListEntry, *Lock);
        });
}

PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedInsertTailList>(
        [&](ThreadContext& context) -> PLIST_ENTRY {
            gate::require(context, ListHead, "ListHead");
            gate::require(context, ListEntry, "ListEntry");
            gate::require(context, Lock, "Lock");
            return nt::ex::insert_tail(context, *ListHead, *ListEntry, *Lock);
        });
}

PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedRemoveHeadList>(
        [&](ThreadContext& context) -> PLIST_ENTRY {
            gate::require(context, ListHead, "ListHead");
            gate::require(context, Lock, "Lock");
            return nt::ex::remove_head(context, *ListHead, *Lock);
        });
}

PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
                                              PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedPushEntryList>(
        [&](ThreadContext& context) -> PSINGLE_LIST_ENTRY {
            gate::require(context, ListHead, "ListHead");
            gate::require(context, ListEntry, "ListEntry");
            gate::require(context, Lock, "Lock");
            return nt::ex::push(context, *ListHead, *ListEntry, *Lock);
        });
}

PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedPopEntryList>(
        [&](ThreadContext& context) -> PSINGLE_LIST_ENTRY {
            gate::require(context, ListHead, "ListHead");
            gate::require(context, Lock, "Lock");
            return nt::ex::pop(context, *ListHead, *Lock);
        });
}

LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
                                           PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedAddLargeInteger>(
        [&](ThreadContext& context) -> LARGE_INTEGER {
            gate::require(context, Addend, "Addend");
            gate::require(context, Lock, "Lock");
            return nt::ex::add(context, *Addend, Increment, *Lock);
        });
}

ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock)
{
    return gate::enter<Ddi::ExInterlockedAddUlong>([&](ThreadContext& context) -> ULONG {
        gate::require(context, Addend, "Addend");
        gate::require(context, Lock, "Lock");
        return nt::ex::add(context, *Addend, Increment, *Lock);
    });
}

} // extern "C"
