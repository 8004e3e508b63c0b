#include "base/utf.hpp"

#include <gtest/gtest.h>

namespace openwdf::base {

TEST(Utf, TextSurvivesBothWays)
{
    const std::string text = "a\u00e4\u20ac\U0001F600z";
    EXPECT_EQ(to_utf16(text), u"a\u00e4\u20ac\U0001F600z");
    EXPECT_EQ(to_utf8(to_utf16(text)), text);
}

TEST(Utf, MalformedTextIsReplaced)
{
    EXPECT_EQ(to_utf16("a\xff\x80z"), u"a\ufffd\ufffdz");
    EXPECT_EQ(to_utf16("\xc0\xaf"), u"\ufffd\ufffd");           // overlong
    EXPECT_EQ(to_utf16("\xed\xa0\x80"), u"\ufffd\ufffd\ufffd"); // a surrogate
    EXPECT_EQ(to_utf16("\xe2\x82"), u"\ufffd\ufffd");           // cut short
    const char16_t lone[] = {u'a', 0xD800, u'z', 0};
    EXPECT_EQ(to_utf8(lone), "a\xef\xbf\xbdz");
}

} // namespace openwdf::base
