// The tables that a driver's WdfFunctions points to (design: reached through the function table).
// Slot numbers are Microsoft's; a slot whose function does not exist yet names itself when called.
#pragma once

#include <cstddef>

namespace openwdf::ddi {

// Same representation as WDFFUNC of the public headers: every entry is cast to its PFN_ type there.
using Function = void (*)();

inline constexpr std::size_t k_kmdf_function_count = 458; // KMDF 1.33
inline constexpr std::size_t k_umdf_function_count = 274; // UMDF 2.33

extern const Function k_kmdf_functions[k_kmdf_function_count];
extern const Function k_umdf_functions[k_umdf_function_count];

} // namespace openwdf::ddi
