#include "backend/hid_files.hpp"

#include <gtest/gtest.h>

namespace openwdf::backend {

namespace {

std::vector<std::byte> bytes_of(std::initializer_list<int> values)
{
    std::vector<std::byte> bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

} // namespace

TEST(HidFiles, HexIsNumbersBetweenSeparators)
{
    EXPECT_EQ(parse_hex("05 01, 0x09,0X02\n\tc0 # End"), bytes_of({5, 1, 9, 2, 0xC0}));
    EXPECT_EQ(parse_hex("// nothing\r\n"), bytes_of({}));
    EXPECT_EQ(parse_hex("a"), bytes_of({10}));
}

TEST(HidFiles, WhatIsNoHexIsSaidSo)
{
    for (const char* text : {"0501", "0x", "g1", "05 01 \x05\x01", "-1"})
        EXPECT_FALSE(parse_hex(text).has_value()) << text;
}

TEST(HidFiles, AMissingFileIsNamed)
{
    const auto bytes = read_bytes_file("/nowhere/descriptor");
    ASSERT_FALSE(bytes.ok());
    EXPECT_EQ(bytes.error().message, "the file '/nowhere/descriptor' is not there");
    EXPECT_EQ(bytes.error().status, STATUS_OBJECT_NAME_NOT_FOUND);
}

} // namespace openwdf::backend
