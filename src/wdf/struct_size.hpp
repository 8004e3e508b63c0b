// Structures that grew from version to version. A driver names the size of the version it was built
// for; the framework takes each size there ever was, and reads no member that lies beyond it.
#pragma once

#include "base/check.hpp"
#include "wdf/generated/struct_sizes.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace openwdf::wdf {

// Whether some version of the framework had `T` in this size.
template <class T> constexpr bool known_size(ULONG size)
{
    static_assert(std::end(StructSizes<T>::values)[-1] == sizeof(T));
    return std::find(std::begin(StructSizes<T>::values), std::end(StructSizes<T>::values), size) !=
           std::end(StructSizes<T>::values);
}

// `given` in today's form; members that the driver's version does not have are zero. Its Size stays
// the driver's. Precondition: known_size<T>(given.Size).
template <class T> T widened(const T& given)
{
    CHECK(known_size<T>(given.Size));
    T full{};
    std::memcpy(&full, &given, given.Size);
    return full;
}

} // namespace openwdf::wdf
