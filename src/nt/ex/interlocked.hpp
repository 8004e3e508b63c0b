// Operations under a spin lock of the driver's, at any IRQL.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

// The former first (last) entry, nullptr when the list was empty.
PLIST_ENTRY insert_head(gate::ThreadContext& context, LIST_ENTRY& head, LIST_ENTRY& entry,
                        KSPIN_LOCK& lock);
PLIST_ENTRY insert_tail(gate::ThreadContext& context, LIST_ENTRY& head, LIST_ENTRY& entry,
                        KSPIN_LOCK& lock);
// The first entry, nullptr when the list is empty.
PLIST_ENTRY remove_head(gate::ThreadContext& context, LIST_ENTRY& head, KSPIN_LOCK& lock);
PSINGLE_LIST_ENTRY push(gate::ThreadContext& context, SINGLE_LIST_ENTRY& head,
                        SINGLE_LIST_ENTRY& entry, KSPIN_LOCK& lock);
PSINGLE_LIST_ENTRY pop(gate::ThreadContext& context, SINGLE_LIST_ENTRY& head, KSPIN_LOCK& lock);
// The value before.
LARGE_INTEGER add(gate::ThreadContext& context, LARGE_INTEGER& addend, LARGE_INTEGER increment,
                  KSPIN_LOCK& lock);
ULONG add(gate::ThreadContext& context, ULONG& addend, ULONG increment, KSPIN_LOCK& lock);

} // namespace openwdf::nt::ex
