// Sequenced lists (SLIST): entries pushed and popped at any IRQL. A bit of the header that Windows
// reserves is held for the few instructions of each call: unlike a compare of the whole header it
// never reads an entry that another thread has popped and freed meanwhile.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::ex {

void initialize_list(SLIST_HEADER& list);
// The entry that was first, nullptr when there was none.
SLIST_ENTRY* push_entry(SLIST_HEADER& list, SLIST_ENTRY& entry);
// nullptr when the list is empty.
SLIST_ENTRY* pop_entry(SLIST_HEADER& list);
// Takes all entries and returns the first.
SLIST_ENTRY* flush_entries(SLIST_HEADER& list);
SLIST_ENTRY* first_entry(const SLIST_HEADER& list);
// Modulo 65536, as the header counts.
USHORT depth(const SLIST_HEADER& list);

} // namespace openwdf::nt::ex
