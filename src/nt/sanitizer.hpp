// Whether memory that drivers see must come fresh from malloc, so that AddressSanitizer finds a
// driver's stale or overrunning pointer. Everywhere else it is reused.
#pragma once

namespace openwdf::nt {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool k_fresh_allocations = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool k_fresh_allocations = true;
#else
inline constexpr bool k_fresh_allocations = false;
#endif
#else
inline constexpr bool k_fresh_allocations = false;
#endif

} // namespace openwdf::nt
