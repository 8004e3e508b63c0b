// The futex call: std::atomic::wait has no timeout.
#pragma once

#include "base/time.hpp"

#include <atomic>
#include <climits>
#include <cstdint>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace openwdf::exec {

using FutexWord = std::atomic<std::uint32_t>;
static_assert(sizeof(FutexWord) == sizeof(std::uint32_t));

// Sleeps while the word is `expected`, at most `left` (k_never: for ever). May return early.
inline void futex_wait(FutexWord& word, std::uint32_t expected, base::Ticks left)
{
    constexpr int k_nanoseconds_per_tick = 100;
    timespec timeout{};
    if (left != base::k_never) {
        timeout.tv_sec = left / base::k_ticks_per_second;
        timeout.tv_nsec = left % base::k_ticks_per_second * k_nanoseconds_per_tick;
    }
    ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected,
              left == base::k_never ? nullptr : &timeout, nullptr, 0);
}

// The word may be gone by now: a thread that saw the new value can already have ended. The kernel
// then finds nobody to wake, or wakes somebody who looks again and sleeps on.
inline void futex_wake(FutexWord& word, int count)
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, count, nullptr, nullptr, 0);
}

inline void futex_wake_all(FutexWord& word)
{
    futex_wake(word, INT_MAX);
}

} // namespace openwdf::exec
