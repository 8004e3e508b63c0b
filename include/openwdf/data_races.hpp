// Lets a machine with MachineOptions::find_races hear what ThreadSanitizer found: the hooks below
// must be part of the program itself, so they come with <openwdf/explore.hpp>. Nothing in other
// builds.
#pragma once

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define OPENWDF_PROGRAM_HAS_TSAN 1
#endif
#endif
#ifdef __SANITIZE_THREAD__
#define OPENWDF_PROGRAM_HAS_TSAN 1
#endif

namespace openwdf {

#ifdef OPENWDF_PROGRAM_HAS_TSAN
inline constexpr bool k_program_has_tsan = true;
#else
inline constexpr bool k_program_has_tsan = false;
#endif

// ThreadSanitizer has just reported a race. Any thread; takes no lock.
void note_data_race() noexcept;

} // namespace openwdf

#ifdef OPENWDF_PROGRAM_HAS_TSAN
// ThreadSanitizer calls these by name; a program with hooks of its own keeps them.
extern "C" {
__attribute__((weak, visibility("default"), no_sanitize("thread"))) void __tsan_on_report(void*)
{
    openwdf::note_data_race();
}

// A schedule that is run again must be reported again.
__attribute__((weak, visibility("default"), no_sanitize("thread"))) const char*
__tsan_default_options()
{
    return "suppress_equal_stacks=0:suppress_equal_addresses=0";
}
}
#endif
