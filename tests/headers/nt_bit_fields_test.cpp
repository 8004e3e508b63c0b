// Bit-fields of the NT and WDF structures occupy the bits that they have on Windows x64. Offsets of
// bit-fields cannot be asserted at compile time, so each one is filled and its bits are looked at.
#include <ntifs.h>
#include <wdf.h>
#include <wdfusb.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace {

struct Unit {
    unsigned offset;
    unsigned size;
};

template <typename Struct, typename Fill> std::uint64_t bits_of(Unit unit, Fill fill)
{
    Struct object;
    std::memset(&object, 0, sizeof(object));
    fill(object);
    std::uint64_t value = 0;
    std::memcpy(&value, reinterpret_cast<const char*>(&object) + unit.offset, unit.size);
    return value;
}

std::uint64_t mask(unsigned first, unsigned width)
{
    return ((std::uint64_t{1} << width) - 1) << first;
}

#define OPENWDF_LAYOUT_BITS(type, field, offset, size, first, width)                               \
    EXPECT_EQ(bits_of<type>(Unit{offset, size},                                                    \
                            [](type& object) {                                                     \
                                using Field = std::remove_volatile_t<decltype(object.field)>;      \
                                object.field = static_cast<Field>(mask(0, width));                 \
                            }),                                                                    \
              mask(first, width))                                                                  \
        << #type "." #field;

TEST(NtBitFields, OccupyTheBitsTheyHaveOnWindows){
#include "generated/nt_layout_bits.inc"
}

TEST(WdfBitFields, OccupyTheBitsTheyHaveOnWindows)
{
#include "generated/wdf_layout_bits.inc"
}

} // namespace
