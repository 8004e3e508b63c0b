#include "base/utf.hpp"
#include "nt/rtl/format.hpp"
#include "nt/rtl/strings.hpp"
#include "nt/rtl/unicode.hpp"

#include <gtest/gtest.h>

namespace openwdf::nt {
namespace {

std::string format(const char* text, ...)
{
    std::va_list arguments;
    va_start(arguments, text);
    std::string result = rtl::format_debug(text, arguments);
    va_end(arguments);
    return result;
}

TEST(DebugFormat, NumbersHaveWindowsWidths)
{
    EXPECT_EQ(format("%d %u %x %lu", -1, 7U, 255, 9U), "-1 7 ff 9");
    EXPECT_EQ(format("%I64x %llu %08X", 0x123456789ABLL, 1ULL << 40, 0xBEEF),
              "123456789ab 1099511627776 0000BEEF");
    EXPECT_EQ(format("%5d|%-5d|%05d", 42, 42, 42), "   42|42   |00042");
    EXPECT_EQ(format("%*d", 4, 1), "   1");
    EXPECT_EQ(format("%p", reinterpret_cast<void*>(0xABC)), "0000000000000ABC");
    EXPECT_EQ(format("100%%"), "100%");
}

TEST(DebugFormat, StringsOfBothWidths)
{
    std::u16string wide = u"W\u00e4";
    UNICODE_STRING counted = rtl::unicode_string(wide);
    ANSI_STRING narrow;
    rtl::initialize(narrow, "narrow");
    EXPECT_EQ(format("%s %ws %S %wZ %Z", "a", u"b", u"c", &counted, &narrow),
              "a b c " + base::to_utf8(wide) + " narrow");
    EXPECT_EQ(format("%.2s|%4s|%-4s|", "abcdef", "x", "x"), "ab|   x|x   |");
    EXPECT_EQ(format("%s", static_cast<char*>(nullptr)), "(null)");
    EXPECT_EQ(format("%c%C", 'x', u'y'), "xy");
}

std::u16string format_wide(const char16_t* text, ...)
{
    std::va_list arguments;
    va_start(arguments, text);
    std::u16string result = rtl::format_text(text, arguments);
    va_end(arguments);
    return result;
}

TEST(Format, AWideFormatHasWideStrings)
{
    std::u16string wide = u"W\u00e4\xD800"; // a lone surrogate passes unchanged
    UNICODE_STRING counted = rtl::unicode_string(wide);
    EXPECT_EQ(format_wide(u"%s %S %hs %ws %wZ", u"a", "b", "c", u"d", &counted),
              u"a b c d " + wide);
    EXPECT_EQ(format_wide(u"%c%C|%.1s|%*d|%I64u", u'x', 'y', u"zz", -3, 7, 1ULL << 40),
              u"xy|z|7  |1099511627776");
    EXPECT_EQ(format_wide(u"%s", static_cast<char16_t*>(nullptr)), u"(null)");
}

TEST(DebugFormat, OneLineIsBounded)
{
    const std::string longer(2000, 'x');
    EXPECT_EQ(format("%s%s", longer.c_str(), longer.c_str()).size(), rtl::k_debug_text_max);
}

TEST(Strings, InitializeCountsBytes)
{
    UNICODE_STRING string;
    rtl::initialize(string, u"abc");
    EXPECT_EQ(string.Length, 6);
    EXPECT_EQ(string.MaximumLength, 8);
    rtl::initialize(string, nullptr);
    EXPECT_EQ(string.Length, 0);
    EXPECT_EQ(string.Buffer, nullptr);
}

TEST(Strings, CopyFitsTheTarget)
{
    char16_t room[4] = {u'?', u'?', u'?', u'?'};
    UNICODE_STRING target{0, 6, room};
    UNICODE_STRING source;
    rtl::initialize(source, u"abcdef");
    rtl::copy(target, &source);
    EXPECT_EQ(rtl::view_of(target), u"abc");
    EXPECT_EQ(room[3], u'?');
    rtl::initialize(source, u"x");
    rtl::copy(target, &source);
    EXPECT_EQ(room[1], 0);
    rtl::copy(target, nullptr);
    EXPECT_EQ(target.Length, 0);
}

TEST(Strings, CompareMayIgnoreCase)
{
    UNICODE_STRING a;
    UNICODE_STRING b;
    rtl::initialize(a, u"Device");
    rtl::initialize(b, u"dEVICEs");
    EXPECT_LT(rtl::compare(a, b, true), 0);
    EXPECT_LT(rtl::compare(a, b, false), 0);
    rtl::initialize(b, u"DEVICE");
    EXPECT_EQ(rtl::compare(a, b, true), 0);
    EXPECT_EQ(rtl::compare_memory("abcd", "abxd", 4), 2U);
}

} // namespace
} // namespace openwdf::nt
