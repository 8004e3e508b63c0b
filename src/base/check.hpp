// CHECK: our own invariants. It stays on in release builds: a broken invariant of the runtime is
// never the driver's fault and must not be turned into a plausible NTSTATUS.
#pragma once

namespace openwdf::base {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

} // namespace openwdf::base

#define CHECK(condition)                                                                           \
    (__builtin_expect(!!(condition), 1)                                                            \
         ? (void)0                                                                                 \
         : ::openwdf::base::check_failed(#condition, __FILE__, __LINE__))
