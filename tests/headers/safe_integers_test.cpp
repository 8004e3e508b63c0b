// ntintsafe.h and intsafe.h: what fits is computed, what does not leaves the type's error value.
#include <intsafe.h>
#include <ntddk.h>
#include <ntintsafe.h>

#include <gtest/gtest.h>

namespace {

TEST(SafeIntegers, SumsThatFit)
{
    ULONG sum = 0;
    EXPECT_EQ(RtlULongAdd(0xFFFFFFFE, 1, &sum), STATUS_SUCCESS);
    EXPECT_EQ(sum, 0xFFFFFFFFu);
    SIZE_T size = 0;
    EXPECT_EQ(RtlSizeTMult(1ULL << 32, (1ULL << 32) - 1, &size), STATUS_SUCCESS);
    EXPECT_EQ(size, 0xFFFFFFFF00000000ULL);
    LONG difference = 0;
    EXPECT_EQ(RtlLongSub(LONG_MIN + 1, 1, &difference), STATUS_SUCCESS);
    EXPECT_EQ(difference, LONG_MIN);
}

TEST(SafeIntegers, SumsThatDoNotFit)
{
    ULONG sum = 0;
    EXPECT_EQ(RtlULongAdd(0xFFFFFFFF, 1, &sum), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(sum, ULONG_ERROR);
    EXPECT_EQ(RtlULongSub(0, 1, &sum), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(RtlULongMult(0x10000, 0x10000, &sum), STATUS_INTEGER_OVERFLOW);
    SIZE_T size = 0;
    EXPECT_EQ(RtlSizeTAdd(SIZE_T_MAX, 1, &size), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(size, SIZE_T_ERROR);
    LONGLONG product = 0;
    EXPECT_EQ(RtlLongLongMult(LONGLONG_MIN, -1, &product), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(product, LONGLONG_ERROR);
    SHORT small = 0;
    EXPECT_EQ(RtlShortAdd(SHORT_MAX, 1, &small), STATUS_INTEGER_OVERFLOW);
}

TEST(SafeIntegers, ConversionsKeepTheValueOrFail)
{
    ULONG narrow = 0;
    EXPECT_EQ(RtlLongLongToULong(0xFFFFFFFF, &narrow), STATUS_SUCCESS);
    EXPECT_EQ(narrow, 0xFFFFFFFFu);
    EXPECT_EQ(RtlLongLongToULong(-1, &narrow), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(narrow, ULONG_ERROR);
    EXPECT_EQ(RtlULongLongToULong(1ULL << 32, &narrow), STATUS_INTEGER_OVERFLOW);
    LONG number = 0;
    EXPECT_EQ(RtlULongToLong(0x7FFFFFFF, &number), STATUS_SUCCESS);
    EXPECT_EQ(RtlULongToLong(0x80000000, &number), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(number, LONG_ERROR);
    UCHAR byte = 0;
    EXPECT_EQ(RtlIntToUChar(255, &byte), STATUS_SUCCESS);
    EXPECT_EQ(byte, 255);
    EXPECT_EQ(RtlIntToUChar(256, &byte), STATUS_INTEGER_OVERFLOW);
    EXPECT_EQ(byte, 0);
    CHAR character = 0;
    EXPECT_EQ(RtlUInt8ToChar(0x80, &character), STATUS_INTEGER_OVERFLOW);
    UINT32 count = 0;
    EXPECT_EQ(RtlSizeTToUInt32(1ULL << 33, &count), STATUS_INTEGER_OVERFLOW);
}

TEST(SafeIntegers, Win32NamesReturnHresults)
{
    ULONG sum = 0;
    EXPECT_EQ(ULongAdd(1, 2, &sum), 0);
    EXPECT_EQ(sum, 3u);
    EXPECT_EQ(ULongAdd(ULONG_MAX, 1, &sum), INTSAFE_E_ARITHMETIC_OVERFLOW);
    SIZE_T size = 0;
    EXPECT_EQ(SizeTMult(SIZE_T_MAX, 2, &size), INTSAFE_E_ARITHMETIC_OVERFLOW);
}

// A 32-bit LONG, whatever <limits.h> of this machine says.
static_assert(sizeof(LONG) == 4 && LONG_MAX == 0x7FFFFFFF && ULONG_MAX == 0xFFFFFFFF);

} // namespace
