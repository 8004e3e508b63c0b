// What the sanitizers must be told: stacks that are switched by hand, and order they cannot see.
// Every function is empty without its sanitizer.
#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OPENWDF_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define OPENWDF_TSAN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define OPENWDF_ASAN 1
#endif
#ifdef __SANITIZE_THREAD__
#define OPENWDF_TSAN 1
#endif

#ifdef OPENWDF_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#endif
#ifdef OPENWDF_TSAN
#include <sanitizer/tsan_interface.h>
extern "C" {
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
void AnnotateIgnoreSyncBegin(const char* file, int line);
void AnnotateIgnoreSyncEnd(const char* file, int line);
}
#endif

namespace openwdf::base::sanitizer {

#if defined(OPENWDF_ASAN) || defined(OPENWDF_TSAN)
inline constexpr bool k_large_frames = true;
#else
inline constexpr bool k_large_frames = false;
#endif

// Of a function that touches what all fibers of an OS thread share. Empty in other builds, so that
// it costs no inlining.
#ifdef OPENWDF_TSAN
#define OPENWDF_UNWATCHED __attribute__((no_sanitize("thread")))
#else
#define OPENWDF_UNWATCHED
#endif

// AddressSanitizer: before and after a switch. `fake_stack` belongs to the fiber that is left or
// entered again; nullptr when it is left for ever. finish reports the stack we came from.
inline void start_switch([[maybe_unused]] void** fake_stack,
                         [[maybe_unused]] const void* target_bottom,
                         [[maybe_unused]] std::size_t target_size)
{
#ifdef OPENWDF_ASAN
    __sanitizer_start_switch_fiber(fake_stack, target_bottom, target_size);
#endif
}

inline void finish_switch([[maybe_unused]] void* fake_stack,
                          [[maybe_unused]] const void** left_bottom,
                          [[maybe_unused]] std::size_t* left_size)
{
#ifdef OPENWDF_ASAN
    __sanitizer_finish_switch_fiber(fake_stack, left_bottom, left_size);
#endif
}

// A stack that is used again starts without the poison of its former frames.
inline void forget_frames([[maybe_unused]] void* bottom, [[maybe_unused]] std::size_t size)
{
#ifdef OPENWDF_ASAN
    __asan_unpoison_memory_region(bottom, size);
#endif
}

// LeakSanitizer: pointers that live only on a fiber's stack are no leaks.
inline void add_leak_roots([[maybe_unused]] void* bottom, [[maybe_unused]] std::size_t size)
{
#ifdef OPENWDF_ASAN
    __lsan_register_root_region(bottom, size);
#endif
}

inline void remove_leak_roots([[maybe_unused]] void* bottom, [[maybe_unused]] std::size_t size)
{
#ifdef OPENWDF_ASAN
    __lsan_unregister_root_region(bottom, size);
#endif
}

// ThreadSanitizer: each fiber is a thread of its own to it.
inline void* create_thread()
{
#ifdef OPENWDF_TSAN
    return __tsan_create_fiber(0);
#else
    return nullptr;
#endif
}

inline void* running_thread()
{
#ifdef OPENWDF_TSAN
    return __tsan_get_current_fiber();
#else
    return nullptr;
#endif
}

inline void destroy_thread([[maybe_unused]] void* thread)
{
#ifdef OPENWDF_TSAN
    __tsan_destroy_fiber(thread);
#endif
}

// `ordered`: what was done before the switch happens before what is done after it. Otherwise only
// release() and acquire() order fibers, as they would threads.
// Inlined by force: its entry would count in one thread's call stack and its return in the other's.
__attribute__((always_inline, no_sanitize("thread"))) inline void
switch_thread([[maybe_unused]] void* thread, [[maybe_unused]] bool ordered)
{
#ifdef OPENWDF_TSAN
    __tsan_switch_to_fiber(thread, ordered ? 0 : __tsan_switch_to_fiber_no_sync);
#endif
}

// What one thread did before release() happens before what another does after acquire() of the
// same address.
inline void release([[maybe_unused]] void* address)
{
#ifdef OPENWDF_TSAN
    __tsan_release(address);
#endif
}

inline void acquire([[maybe_unused]] void* address)
{
#ifdef OPENWDF_TSAN
    __tsan_acquire(address);
#endif
}

// While it lives, ThreadSanitizer does not look at what the running fiber touches. For the
// simulated scheduler's own state, which one OS thread guards; never around driver code.
class Unwatched {
public:
#ifdef OPENWDF_TSAN
    Unwatched()
    {
        AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    }
    ~Unwatched()
    {
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
        AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    }
#else
    Unwatched() {}
#endif
    Unwatched(const Unwatched&) = delete;
    Unwatched& operator=(const Unwatched&) = delete;
};

// While it lives, locks order nothing for ThreadSanitizer: what watches a driver must not order its
// threads. What the locks guard has to be Unwatched as well.
class Unordered {
public:
#ifdef OPENWDF_TSAN
    Unordered()
    {
        AnnotateIgnoreSyncBegin(__FILE__, __LINE__);
    }
    ~Unordered()
    {
        AnnotateIgnoreSyncEnd(__FILE__, __LINE__);
    }
#else
    Unordered() {}
#endif
    Unordered(const Unordered&) = delete;
    Unordered& operator=(const Unordered&) = delete;
};

} // namespace openwdf::base::sanitizer
