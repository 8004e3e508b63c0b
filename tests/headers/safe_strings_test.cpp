// ntstrsafe.h and strsafe.h: what is copied, what is left after a failure, and what the status is.
// The rules are those of the documentation page that each function names.
#include <ntddk.h>
#include <ntstrsafe.h>
#include <strsafe.h>

#include <gtest/gtest.h>

#include <string>

namespace {

constexpr char k_old[] = "old......";

struct Narrow {
    char text[sizeof(k_old)];
    char* end = nullptr;
    size_t left = 99;
    Narrow() { memcpy(text, k_old, sizeof(k_old)); }
};

TEST(SafeStrings, CopiesAndTerminates)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyA(to.text, 4, "abc"), STATUS_SUCCESS);
    EXPECT_STREQ(to.text, "abc");
    EXPECT_EQ(to.text[4], '.'); // nothing behind the size is touched
}

TEST(SafeStrings, ATruncatedCopyIsTerminated)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyA(to.text, 3, "abc"), STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(to.text, "ab");
    WCHAR wide[4];
    EXPECT_EQ(RtlStringCbCopyW(wide, sizeof(wide), u"wxyz"), STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(std::u16string(wide), u"wxy");
    // Half a character is no room.
    EXPECT_EQ(RtlStringCbCopyW(wide, 5, u"wxyz"), STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(std::u16string(wide), u"w");
}

TEST(SafeStrings, SizesThatCannotBeAreRefused)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyA(to.text, 0, "abc"), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyA(to.text, size_t{NTSTRSAFE_MAX_CCH} + 1, "abc"),
              STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyNA(to.text, 4, "abc", size_t{NTSTRSAFE_MAX_CCH} + 1),
              STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyA(nullptr, 4, "abc"), STATUS_INVALID_PARAMETER);
    EXPECT_STREQ(to.text, k_old);
}

TEST(SafeStrings, CountedCopiesStopAtTheCountOrTheEnd)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyNA(to.text, sizeof(to.text), "abcdef", 2), STATUS_SUCCESS);
    EXPECT_STREQ(to.text, "ab");
    EXPECT_EQ(RtlStringCchCopyNA(to.text, sizeof(to.text), "abc", 7), STATUS_SUCCESS);
    EXPECT_STREQ(to.text, "abc");
    WCHAR wide[8];
    EXPECT_EQ(RtlStringCbCopyNW(wide, sizeof(wide), u"abcdef", 3 * sizeof(WCHAR)), STATUS_SUCCESS);
    EXPECT_EQ(std::u16string(wide), u"abc");
}

TEST(SafeStrings, Appends)
{
    char text[8] = "ab";
    EXPECT_EQ(RtlStringCchCatA(text, sizeof(text), "cd"), STATUS_SUCCESS);
    EXPECT_EQ(RtlStringCchCatNA(text, sizeof(text), "efgh", 1), STATUS_SUCCESS);
    EXPECT_STREQ(text, "abcde");
    EXPECT_EQ(RtlStringCbCatA(text, sizeof(text), "fgh"), STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(text, "abcdefg");
    memset(text, 'x', sizeof(text)); // full and without an end
    EXPECT_EQ(RtlStringCchCatA(text, sizeof(text), "a"), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(text[7], 'x');
}

TEST(SafeStrings, LengthMustEndWithinTheSize)
{
    size_t length = 99;
    EXPECT_EQ(RtlStringCchLengthA("abc", 4, &length), STATUS_SUCCESS);
    EXPECT_EQ(length, 3u);
    EXPECT_EQ(RtlStringCchLengthA("abc", 3, &length), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchLengthA(nullptr, 3, &length), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchLengthA("abc", 4, nullptr), STATUS_SUCCESS);
    EXPECT_EQ(RtlStringCbLengthW(u"abc", 8, &length), STATUS_SUCCESS);
    EXPECT_EQ(length, 6u);
    EXPECT_EQ(RtlUnalignedStringCchLengthW(u"ab", 3, &length), STATUS_SUCCESS);
    EXPECT_EQ(length, 2u);
}

TEST(SafeStrings, ExtendedFormsTellEndAndRoom)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 8, "abc", &to.end, &to.left, 0), STATUS_SUCCESS);
    EXPECT_EQ(to.end, to.text + 3);
    EXPECT_EQ(to.left, 5u);
    WCHAR wide[8];
    PWSTR end = nullptr;
    EXPECT_EQ(RtlStringCbCopyExW(wide, 15, u"abc", &end, &to.left, 0), STATUS_SUCCESS);
    EXPECT_EQ(end, wide + 3);
    EXPECT_EQ(to.left, 4 * sizeof(WCHAR) + 1);
    EXPECT_EQ(RtlStringCchCatExA(to.text, 8, "de", &to.end, &to.left, 0), STATUS_SUCCESS);
    EXPECT_EQ(to.end, to.text + 5);
    EXPECT_EQ(to.left, 3u);
}

TEST(SafeStrings, FillBehindIsForSuccess)
{
    Narrow to;
    EXPECT_EQ(
        RtlStringCchCopyExA(to.text, 6, "abc", nullptr, nullptr, STRSAFE_FILL_BEHIND_NULL | 'z'),
        STATUS_SUCCESS);
    EXPECT_EQ(std::string(to.text, 7), std::string("abc\0zz.", 7));
}

TEST(SafeStrings, FailuresLeaveWhatTheFlagsSay)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 4, "abcdef", &to.end, &to.left, STRSAFE_NO_TRUNCATION),
              STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(to.text, "");
    EXPECT_EQ(to.left, 4u);
    EXPECT_EQ(
        RtlStringCchCopyExA(to.text, 4, "abcdef", &to.end, &to.left, STRSAFE_FILL_ON_FAILURE | 'q'),
        STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(to.text, "qqq");
    EXPECT_EQ(to.left, 1u);
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 4, "abcdef", nullptr, nullptr, STRSAFE_NULL_ON_FAILURE),
              STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(to.text, "");
    char text[5] = "ab";
    EXPECT_EQ(RtlStringCchCatExA(text, 5, "cdef", nullptr, nullptr, STRSAFE_NO_TRUNCATION),
              STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(text, "ab");
}

TEST(SafeStrings, NullsAreIgnoredOnRequest)
{
    Narrow to;
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 4, nullptr, nullptr, nullptr, 0),
              STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 4, nullptr, nullptr, nullptr, STRSAFE_IGNORE_NULLS),
              STATUS_SUCCESS);
    EXPECT_STREQ(to.text, "");
    EXPECT_EQ(RtlStringCchCopyExA(nullptr, 0, "", nullptr, nullptr, STRSAFE_IGNORE_NULLS),
              STATUS_SUCCESS);
    EXPECT_EQ(RtlStringCchCopyExA(nullptr, 0, "a", nullptr, nullptr, STRSAFE_IGNORE_NULLS),
              STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyExA(nullptr, 1, "", nullptr, nullptr, STRSAFE_IGNORE_NULLS),
              STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlStringCchCopyExA(to.text, 4, "a", nullptr, nullptr, 0x8000),
              STATUS_INVALID_PARAMETER);
}

TEST(SafeStrings, FormatsAsWindowsDoes)
{
    char text[16];
    EXPECT_EQ(RtlStringCchPrintfA(text, 16, "%d %ws %I64u", -1, u"w", 1ULL << 33), STATUS_SUCCESS);
    EXPECT_STREQ(text, "-1 w 8589934592");
    EXPECT_EQ(RtlStringCbPrintfA(text, 4, "%s", "abcd"), STATUS_BUFFER_OVERFLOW);
    EXPECT_STREQ(text, "abc");
    WCHAR wide[8];
    EXPECT_EQ(RtlStringCchPrintfW(wide, 8, u"%s-%S", u"ab", "cd"), STATUS_SUCCESS);
    EXPECT_EQ(std::u16string(wide), u"ab-cd");
    PWSTR end = nullptr;
    size_t left = 0;
    EXPECT_EQ(RtlStringCchPrintfExW(wide, 8, &end, &left, STRSAFE_FILL_BEHIND_NULL, u"%u", 42U),
              STATUS_SUCCESS);
    EXPECT_EQ(end, wide + 2);
    EXPECT_EQ(left, 6u);
    EXPECT_EQ(wide[7], 0);
}

struct Counted {
    WCHAR buffer[8] = u"-------";
    UNICODE_STRING string{0, 6, buffer};
    UNICODE_STRING remaining{};
};

TEST(SafeUnicodeStrings, InitCountsWithoutCopying)
{
    UNICODE_STRING string;
    EXPECT_EQ(RtlUnicodeStringInit(&string, u"abc"), STATUS_SUCCESS);
    EXPECT_EQ(string.Length, 6);
    EXPECT_EQ(string.MaximumLength, 8);
    EXPECT_EQ(RtlUnicodeStringInit(&string, nullptr), STATUS_SUCCESS);
    EXPECT_EQ(string.Buffer, nullptr);
    EXPECT_EQ(RtlUnicodeStringInitEx(nullptr, nullptr, STRSAFE_IGNORE_NULLS), STATUS_SUCCESS);
    EXPECT_EQ(RtlUnicodeStringInit(nullptr, u"a"), STATUS_INVALID_PARAMETER);
    const std::u16string longest(NTSTRSAFE_UNICODE_STRING_MAX_CCH, u'x');
    EXPECT_EQ(RtlUnicodeStringInit(&string, longest.c_str()), STATUS_INVALID_PARAMETER);
}

TEST(SafeUnicodeStrings, ValidateWantsEvenSizesAndABuffer)
{
    WCHAR buffer[2] = {};
    UNICODE_STRING string{2, 4, buffer};
    EXPECT_EQ(RtlUnicodeStringValidate(&string), STATUS_SUCCESS);
    string.Length = 1;
    EXPECT_EQ(RtlUnicodeStringValidate(&string), STATUS_INVALID_PARAMETER);
    string = {6, 4, buffer};
    EXPECT_EQ(RtlUnicodeStringValidate(&string), STATUS_INVALID_PARAMETER);
    string = {0, 2, nullptr};
    EXPECT_EQ(RtlUnicodeStringValidate(&string), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlUnicodeStringValidate(nullptr), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(RtlUnicodeStringValidateEx(nullptr, STRSAFE_IGNORE_NULLS), STATUS_SUCCESS);
    EXPECT_EQ(RtlUnicodeStringValidateEx(nullptr, STRSAFE_NULL_ON_FAILURE),
              STATUS_INVALID_PARAMETER);
}

TEST(SafeUnicodeStrings, CopyAndAppendWithoutATerminator)
{
    Counted to;
    EXPECT_EQ(RtlUnicodeStringCopyString(&to.string, u"ab"), STATUS_SUCCESS);
    EXPECT_EQ(to.string.Length, 4);
    EXPECT_EQ(to.buffer[2], u'-');
    EXPECT_EQ(RtlUnicodeStringCatStringEx(&to.string, u"c", &to.remaining, 0), STATUS_SUCCESS);
    EXPECT_EQ(to.string.Length, 6); // to the last character of the buffer
    EXPECT_EQ(to.remaining.MaximumLength, 0);
    EXPECT_EQ(to.buffer[3], u'-');
    EXPECT_EQ(RtlUnicodeStringCatString(&to.string, u"d"), STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(to.string.Length, 6);
}

TEST(SafeUnicodeStrings, CountsAreInTheUnitOfTheName)
{
    Counted to;
    EXPECT_EQ(RtlUnicodeStringCchCopyStringN(&to.string, u"abcd", 2), STATUS_SUCCESS);
    EXPECT_EQ(to.string.Length, 4);
    EXPECT_EQ(RtlUnicodeStringCbCopyStringN(&to.string, u"abcd", 2), STATUS_SUCCESS);
    EXPECT_EQ(to.string.Length, 2);
    WCHAR source[] = u"xyz";
    const UNICODE_STRING counted{6, 6, source};
    EXPECT_EQ(RtlUnicodeStringCchCatN(&to.string, &counted, 1), STATUS_SUCCESS);
    EXPECT_EQ(std::u16string(to.buffer, 2), u"ax");
}

TEST(SafeUnicodeStrings, FailuresLeaveWhatTheFlagsSay)
{
    Counted to;
    EXPECT_EQ(RtlUnicodeStringCopyStringEx(&to.string, u"abcd", nullptr, STRSAFE_NO_TRUNCATION),
              STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(to.string.Length, 0);
    EXPECT_EQ(RtlUnicodeStringCopyStringEx(&to.string, u"abcd", nullptr, 0),
              STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(to.string.Length, 6);
    EXPECT_EQ(
        RtlUnicodeStringCatStringEx(&to.string, u"d", nullptr, STRSAFE_ZERO_LENGTH_ON_FAILURE),
        STATUS_BUFFER_OVERFLOW);
    EXPECT_EQ(to.string.Length, 0);
    EXPECT_EQ(RtlUnicodeStringCopyStringEx(&to.string, u"a", nullptr, STRSAFE_FILL_BEHIND),
              STATUS_SUCCESS);
    EXPECT_EQ(std::u16string(to.buffer), u"a"); // a fill byte of zero terminates
}

TEST(SafeUnicodeStrings, FormatsAndCopiesOut)
{
    Counted to;
    EXPECT_EQ(RtlUnicodeStringPrintf(&to.string, u"%u", 123U), STATUS_SUCCESS);
    EXPECT_EQ(to.string.Length, 6);
    EXPECT_EQ(to.buffer[3], u'-');
    EXPECT_EQ(RtlUnicodeStringPrintf(&to.string, u"%u", 1234U), STATUS_BUFFER_OVERFLOW);
    WCHAR text[8];
    EXPECT_EQ(RtlStringCchCopyUnicodeString(text, 8, &to.string), STATUS_SUCCESS);
    EXPECT_EQ(std::u16string(text), u"123");
    const UNICODE_STRING empty{};
    EXPECT_EQ(RtlStringCbCopyUnicodeString(text, sizeof(text), &empty), STATUS_SUCCESS);
    EXPECT_EQ(text[0], 0);
    EXPECT_EQ(RtlStringCchCopyUnicodeString(text, 8, nullptr), STATUS_INVALID_PARAMETER);
}

TEST(SafeStrings, Win32NamesReturnHresults)
{
    char text[4];
    EXPECT_EQ(StringCchCopyA(text, 4, "abc"), 0);
    EXPECT_EQ(StringCchCopyA(text, 4, "abcd"), STRSAFE_E_INSUFFICIENT_BUFFER);
    EXPECT_EQ(StringCbCatA(text, 0, "abcd"), STRSAFE_E_INVALID_PARAMETER);
    WCHAR wide[4];
    EXPECT_EQ(StringCchPrintfW(wide, 4, u"%d", 12), 0);
    EXPECT_EQ(std::u16string(wide), u"12");
}

} // namespace
