#include "nt/ex/sequenced_list.hpp"

#include "exec/lock.hpp"

namespace openwdf::nt::ex {

namespace {

// Of the second word, whose low four bits no entry's address has.
constexpr ULONGLONG k_held = 1;
constexpr ULONGLONG k_flags = 0xF;
constexpr ULONGLONG k_depth = 0xFFFF;
constexpr ULONGLONG k_one_change = k_depth + 1; // of the sequence number

class Held {
public:
    explicit Held(SLIST_HEADER& list) : list_(list)
    {
        for (unsigned spins = 0; !try_hold(); ++spins)
            exec::pause_spinning(spins);
    }
    ~Held() { __atomic_and_fetch(&list_.Region, ~k_held, __ATOMIC_RELEASE); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    // Others try to set the bit meanwhile.
    SLIST_ENTRY* first() const
    {
        return reinterpret_cast<SLIST_ENTRY*>(__atomic_load_n(&list_.Region, __ATOMIC_RELAXED) &
                                              ~k_flags);
    }
    void put(SLIST_ENTRY* first, ULONGLONG depth)
    {
        const ULONGLONG counts = (list_.Alignment & ~k_depth) + k_one_change;
        __atomic_store_n(&list_.Alignment, counts | (depth & k_depth), __ATOMIC_RELAXED);
        __atomic_store_n(&list_.Region, reinterpret_cast<ULONGLONG>(first) | k_held,
                         __ATOMIC_RELAXED);
    }
    ULONGLONG depth() const { return list_.Alignment; }

private:
    bool try_hold()
    {
        return (__atomic_fetch_or(&list_.Region, k_held, __ATOMIC_ACQUIRE) & k_held) == 0;
    }

    SLIST_HEADER& list_;
};

} // namespace

void initialize_list(SLIST_HEADER& list)
{
    list.Alignment = 0;
    list.Region = 0;
}

SLIST_ENTRY* push_entry(SLIST_HEADER& list, SLIST_ENTRY& entry)
{
    Held held(list);
    SLIST_ENTRY* before = held.first();
    entry.Next = before;
    held.put(&entry, held.depth() + 1);
    return before;
}

SLIST_ENTRY* pop_entry(SLIST_HEADER& list)
{
    Held held(list);
    SLIST_ENTRY* first = held.first();
    if (first != nullptr)
        held.put(first->Next, held.depth() - 1);
    return first;
}

SLIST_ENTRY* flush_entries(SLIST_HEADER& list)
{
    Held held(list);
    SLIST_ENTRY* first = held.first();
    if (first != nullptr)
        held.put(nullptr, 0);
    return first;
}

SLIST_ENTRY* first_entry(const SLIST_HEADER& list)
{
    const ULONGLONG word = __atomic_load_n(&list.Region, __ATOMIC_ACQUIRE);
    return reinterpret_cast<SLIST_ENTRY*>(word & ~k_flags);
}

USHORT depth(const SLIST_HEADER& list)
{
    return static_cast<USHORT>(__atomic_load_n(&list.Alignment, __ATOMIC_RELAXED));
}

} // namespace openwdf::nt::ex
