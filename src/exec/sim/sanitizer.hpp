// What the sanitizers must be told about stacks that are switched by hand. Every function is empty
// without its sanitizer.
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
#endif

namespace openwdf::exec::sanitizer {

#if defined(OPENWDF_ASAN) || defined(OPENWDF_TSAN)
inline constexpr bool k_large_frames = true;
#else
inline constexpr bool k_large_frames = false;
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

inline void switch_thread([[maybe_unused]] void* thread)
{
#ifdef OPENWDF_TSAN
    constexpr unsigned k_synchronizes = 0; // __tsan_switch_to_fiber_no_sync is the other choice
    __tsan_switch_to_fiber(thread, k_synchronizes);
#endif
}

} // namespace openwdf::exec::sanitizer
