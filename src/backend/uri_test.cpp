#include "backend/uri.hpp"

#include <gtest/gtest.h>

namespace openwdf::backend {

namespace {

std::string message_of(std::string_view text)
{
    const auto uri = Uri::parse(text);
    return uri.ok() ? "parsed" : uri.error().message;
}

} // namespace

TEST(Uri, SchemePathAndOptions)
{
    const Uri uri = Uri::parse("file:/var/tmp/a%20b%3F?io=buffered&readonly=1").value();
    EXPECT_EQ(uri.scheme(), "file");
    EXPECT_EQ(uri.path(), "/var/tmp/a b?");
    EXPECT_EQ(*uri.option("io"), "buffered");
    EXPECT_EQ(*uri.option("readonly"), "1");
    EXPECT_EQ(uri.option("sector"), nullptr);
}

TEST(Uri, AnEmptyPathIsAPath)
{
    EXPECT_EQ(Uri::parse("null:").value().path(), "");
}

TEST(Uri, ErrorsNameThePart)
{
    EXPECT_EQ(message_of("/dev/sdb"), "target '/dev/sdb': there is no scheme; it begins with one, "
                                      "e.g. ram:64M or file:/path");
    EXPECT_EQ(message_of("ram:1M?readonly"),
              "target 'ram:1M?readonly': option 'readonly' is not KEY=VALUE");
    EXPECT_EQ(message_of("ram:1M?io=direct&io=direct"),
              "target 'ram:1M?io=direct&io=direct': option 'io' is given twice");
    EXPECT_NE(message_of("file:/a%2").find("'/a%2' has a % without"), std::string::npos);
    EXPECT_NE(message_of("file:/a%00b").find("has a % without"), std::string::npos);
}

TEST(Uri, UnknownOptionsAreNamed)
{
    const Uri uri = Uri::parse("ram:1M?sectors=512").value();
    EXPECT_EQ(uri.allow_options({"io", "sector"}).error().message,
              "target 'ram:1M?sectors=512': option 'sectors' is unknown; ram: knows io, sector");
    EXPECT_TRUE(uri.allow_options({"sectors"}).ok());
}

TEST(Uri, Sizes)
{
    std::uint64_t bytes = 0;
    EXPECT_TRUE(parse_size("512", bytes));
    EXPECT_EQ(bytes, 512U);
    EXPECT_TRUE(parse_size("64k", bytes));
    EXPECT_EQ(bytes, 65536U);
    EXPECT_TRUE(parse_size("2G", bytes));
    EXPECT_EQ(bytes, 2ULL << 30);
    for (const char* wrong : {"", "0", "K", "-1", "1X", "1.5M", "16777216T", "1 M"})
        EXPECT_FALSE(parse_size(wrong, bytes)) << wrong;
}

} // namespace openwdf::backend
