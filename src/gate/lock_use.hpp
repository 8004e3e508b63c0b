// What the locks of the executive and of the framework tell whoever watches locks.
#pragma once

#include "gate/border.hpp"
#include "gate/lock_watch.hpp"

namespace openwdf::gate {

[[gnu::cold]] void tell_lock_taking(ThreadContext& context, const void* lock, const char* kind);
[[gnu::cold]] void tell_lock_took(ThreadContext& context, const void* lock, const char* kind);
[[gnu::cold]] void tell_lock_gave_back(ThreadContext& context, const void* lock);
[[gnu::cold]] void tell_memory_gone(Border& border, const void* memory, std::size_t bytes);

inline bool locks_watched(const Border& border)
{
    return (border.features() & k_locks_watched) != 0;
}

// Before a lock is taken that may have to be waited for, whoever has it.
inline void lock_taking(ThreadContext& context, const void* lock, const char* kind)
{
    if (locks_watched(*context.border)) [[unlikely]]
        tell_lock_taking(context, lock, kind);
}

// After a lock was taken by a try.
inline void lock_took(ThreadContext& context, const void* lock, const char* kind)
{
    if (locks_watched(*context.border)) [[unlikely]]
        tell_lock_took(context, lock, kind);
}

inline void lock_gave_back(ThreadContext& context, const void* lock)
{
    if (locks_watched(*context.border)) [[unlikely]]
        tell_lock_gave_back(context, lock);
}

// Memory that drivers may have had locks in is about to be freed.
inline void memory_gone(Border& border, const void* memory, std::size_t bytes)
{
    if (locks_watched(border)) [[unlikely]]
        tell_memory_gone(border, memory, bytes);
}

} // namespace openwdf::gate
