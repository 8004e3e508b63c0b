#include "nt/ex/interlocked.hpp"

#include "nt/ke/irql.hpp"
#include "nt/ke/spin_lock.hpp"

#include <algorithm>
#include <utility>

namespace openwdf::nt::ex {

namespace {

// Interrupts are held off on Windows, so these may be called at any level.
template <class Body> auto locked(gate::ThreadContext& context, KSPIN_LOCK& lock, Body body)
{
    const KIRQL level = std::max(context.irql, exec::k_dispatch_level);
    const KIRQL before = ke::raise_irql(context, level);
    ke::acquire_spin_lock(context, lock);
    auto result = body();
    ke::release_spin_lock(context, lock);
    ke::lower_irql(context, before);
    return result;
}

PLIST_ENTRY entry_or_none(LIST_ENTRY& head, LIST_ENTRY* entry)
{
    return entry == &head ? nullptr : entry;
}

void insert_between(LIST_ENTRY& left, LIST_ENTRY& entry, LIST_ENTRY& right)
{
    entry.Blink = &left;
    entry.Flink = &right;
    left.Flink = right.Blink = &entry;
}

} // namespace

PLIST_ENTRY insert_head(gate::ThreadContext& context, LIST_ENTRY& head, LIST_ENTRY& entry,
                        KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        LIST_ENTRY* first = head.Flink;
        insert_between(head, entry, *first);
        return entry_or_none(head, first);
    });
}

PLIST_ENTRY insert_tail(gate::ThreadContext& context, LIST_ENTRY& head, LIST_ENTRY& entry,
                        KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        LIST_ENTRY* last = head.Blink;
        insert_between(*last, entry, head);
        return entry_or_none(head, last);
    });
}

PLIST_ENTRY remove_head(gate::ThreadContext& context, LIST_ENTRY& head, KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        LIST_ENTRY* first = head.Flink;
        head.Flink = first->Flink;
        first->Flink->Blink = &head;
        return entry_or_none(head, first);
    });
}

PSINGLE_LIST_ENTRY push(gate::ThreadContext& context, SINGLE_LIST_ENTRY& head,
                        SINGLE_LIST_ENTRY& entry, KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        entry.Next = head.Next;
        return std::exchange(head.Next, &entry);
    });
}

PSINGLE_LIST_ENTRY pop(gate::ThreadContext& context, SINGLE_LIST_ENTRY& head, KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        SINGLE_LIST_ENTRY* first = head.Next;
        if (first != nullptr)
            head.Next = first->Next;
        return first;
    });
}

LARGE_INTEGER add(gate::ThreadContext& context, LARGE_INTEGER& addend, LARGE_INTEGER increment,
                  KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] {
        const LARGE_INTEGER before = addend;
        addend.QuadPart += increment.QuadPart;
        return before;
    });
}

ULONG add(gate::ThreadContext& context, ULONG& addend, ULONG increment, KSPIN_LOCK& lock)
{
    return locked(context, lock, [&] { return std::exchange(addend, addend + increment); });
}

} // namespace openwdf::nt::ex
