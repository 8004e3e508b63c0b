// Sequenced lists (SLIST).
#include "gate/border.hpp"
#include "gate/entry.hpp"
#include "nt/ex/sequenced_list.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

// Windows raises this exception, which nothing here can catch.
void require_aligned(ThreadContext& context, const void* pointer, const char* parameter)
{
    gate::require(context, pointer, parameter);
    const auto address = reinterpret_cast<ULONG_PTR>(pointer);
    if (address % MEMORY_ALLOCATION_ALIGNMENT != 0)
        gate::bug_check(KMODE_EXCEPTION_NOT_HANDLED,
                        static_cast<ULONG>(STATUS_DATATYPE_MISALIGNMENT), address, 0, 0,
                        "the head and the entries of a sequenced list are aligned to 16 bytes");
}

} // namespace

extern "C" {

VOID InitializeSListHead(PSLIST_HEADER SListHead)
{
    gate::enter<Ddi::InitializeSListHead>([&](ThreadContext& context) {
        require_aligned(context, SListHead, "SListHead");
        nt::ex::initialize_list(*SListHead);
    });
}

PSLIST_ENTRY ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
    return gate::enter<Ddi::ExpInterlockedPushEntrySList>([&](ThreadContext& context) {
        require_aligned(context, ListHead, "ListHead");
        require_aligned(context, ListEntry, "ListEntry");
        return nt::ex::push_entry(*ListHead, *ListEntry);
    });
}

PSLIST_ENTRY ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
    return gate::enter<Ddi::ExpInterlockedPopEntrySList>([&](ThreadContext& context) {
        require_aligned(context, ListHead, "ListHead");
        return nt::ex::pop_entry(*ListHead);
    });
}

PSLIST_ENTRY ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
    return gate::enter<Ddi::ExpInterlockedFlushSList>([&](ThreadContext& context) {
        require_aligned(context, ListHead, "ListHead");
        return nt::ex::flush_entries(*ListHead);
    });
}

PSLIST_ENTRY FirstEntrySList(PSLIST_HEADER SListHead)
{
    return gate::enter<Ddi::FirstEntrySList>([&](ThreadContext& context) {
        require_aligned(context, SListHead, "SListHead");
        return nt::ex::first_entry(*SListHead);
    });
}

USHORT ExQueryDepthSList(PSLIST_HEADER SListHead)
{
    return gate::enter<Ddi::ExQueryDepthSList>([&](ThreadContext& context) {
        require_aligned(context, SListHead, "SListHead");
        return nt::ex::depth(*SListHead);
    });
}

} // extern "C"
