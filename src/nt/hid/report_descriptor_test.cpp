#include "base/random.hpp"
#include "nt/hid/preparsed.hpp"

#include <gtest/gtest.h>

namespace openwdf::nt::hid {

namespace {

using Bytes = std::vector<std::uint8_t>;

// Three buttons, five bits of padding, X and Y: the mouse of the HID specification's appendix.
const Bytes k_mouse = {0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x01, 0xA1, 0x00, 0x05, 0x09, 0x19,
                       0x01, 0x29, 0x03, 0x15, 0x00, 0x25, 0x01, 0x95, 0x03, 0x75, 0x01, 0x81, 0x02,
                       0x95, 0x01, 0x75, 0x05, 0x81, 0x01, 0x05, 0x01, 0x09, 0x30, 0x09, 0x31, 0x15,
                       0x81, 0x25, 0x7F, 0x75, 0x08, 0x95, 0x02, 0x81, 0x06, 0xC0, 0xC0};

// Vendor page, report ids: 1 has 2 bytes of input and 1 of output, 5 has 4 bytes of feature.
const Bytes k_with_ids = {0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01, 0x85, 0x01, 0x75, 0x08,
                          0x95, 0x02, 0x09, 0x02, 0x81, 0x02, 0x95, 0x01, 0x09, 0x03, 0x91,
                          0x02, 0x85, 0x05, 0x95, 0x04, 0x09, 0x04, 0xB1, 0x02, 0xC0};

std::string error_of(const Bytes& bytes)
{
    const ParsedDescriptor parsed = parse_report_descriptor(bytes);
    EXPECT_EQ(parsed.error.empty(), !parsed.collections.empty());
    return parsed.error;
}

Bytes joined(Bytes first, const Bytes& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

TEST(ReportDescriptor, ReadsAMouse)
{
    const ParsedDescriptor parsed = parse_report_descriptor(k_mouse);
    EXPECT_EQ(parsed.error, "");
    ASSERT_EQ(parsed.collections.size(), 1U);
    const Collection& mouse = parsed.collections[0];
    EXPECT_EQ(mouse.usage_page, HID_USAGE_PAGE_GENERIC);
    EXPECT_EQ(mouse.usage, HID_USAGE_GENERIC_MOUSE);
    EXPECT_EQ(mouse.link_nodes, 2);
    EXPECT_FALSE(mouse.has_ids());
    EXPECT_EQ(mouse.longest(HidP_Input), 4); // the id byte, buttons, X, Y
    EXPECT_EQ(mouse.longest(HidP_Output), 0);
    EXPECT_EQ(mouse.controls[HidP_Input].buttons, 1); // one range
    EXPECT_EQ(mouse.controls[HidP_Input].values, 2);
    EXPECT_EQ(mouse.controls[HidP_Input].data_indices, 5);
}

TEST(ReportDescriptor, ReadsReportIds)
{
    const ParsedDescriptor parsed = parse_report_descriptor(k_with_ids);
    ASSERT_EQ(parsed.collections.size(), 1U) << parsed.error;
    const Collection& collection = parsed.collections[0];
    EXPECT_EQ(collection.usage_page, 0xFF00);
    EXPECT_TRUE(collection.has_ids());
    ASSERT_NE(collection.find(1), nullptr);
    EXPECT_EQ(collection.find(1)->bytes, (std::array<std::uint16_t, 3>{3, 2, 0}));
    EXPECT_EQ(collection.find(5)->bytes, (std::array<std::uint16_t, 3>{0, 0, 5}));
    EXPECT_EQ(collection.find(0), nullptr);
    EXPECT_EQ(collection.longest(HidP_Feature), 5);
}

TEST(ReportDescriptor, KeepsTopLevelCollectionsApart)
{
    const ParsedDescriptor parsed = parse_report_descriptor(joined(k_mouse, k_with_ids));
    ASSERT_EQ(parsed.collections.size(), 2U) << parsed.error;
    EXPECT_EQ(parsed.collections[0].longest(HidP_Input), 4);
    EXPECT_EQ(parsed.collections[1].longest(HidP_Input), 3);
}

TEST(ReportDescriptor, PushAndPopKeepGlobals)
{
    // Report size 8 and count 1 come back after a pushed 16 and 2.
    const Bytes bytes = {0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08, 0x95, 0x01, 0xA4,
                         0x75, 0x10, 0x95, 0x02, 0x81, 0x02, 0xB4, 0x81, 0x02, 0xC0};
    const ParsedDescriptor parsed = parse_report_descriptor(bytes);
    ASSERT_EQ(parsed.collections.size(), 1U) << parsed.error;
    EXPECT_EQ(parsed.collections[0].longest(HidP_Input), 1 + 4 + 1);
}

TEST(ReportDescriptor, AUsageOfFourBytesHasItsOwnPage)
{
    const Bytes bytes = {0x05, 0x01, 0x0B, 0x06, 0x00, 0x0C, 0x00, 0xA1, 0x01, 0xC0};
    const ParsedDescriptor parsed = parse_report_descriptor(bytes);
    ASSERT_EQ(parsed.collections.size(), 1U) << parsed.error;
    EXPECT_EQ(parsed.collections[0].usage_page, HID_USAGE_PAGE_CONSUMER);
    EXPECT_EQ(parsed.collections[0].usage, 6);
}

TEST(ReportDescriptor, SkipsLongItems)
{
    EXPECT_EQ(error_of(joined({0xFE, 0x02, 0x10, 0xAA, 0xBB}, k_mouse)), "");
    EXPECT_EQ(error_of({0xFE, 0x02, 0x10, 0xAA}), "at byte 0: the long item is cut off");
}

TEST(ReportDescriptor, SaysWhatIsWrongAndWhere)
{
    EXPECT_EQ(error_of({}), "at byte 1: there is no collection");
    EXPECT_EQ(error_of({0x05}), "at byte 0: the item is cut off");
    EXPECT_EQ(error_of({0xC0}), "at byte 0: End Collection without Collection");
    EXPECT_EQ(error_of({0xA1, 0x01}), "at byte 1: a collection is not ended");
    EXPECT_EQ(error_of({0x81, 0x02}), "at byte 0: a report outside of any collection");
    EXPECT_EQ(error_of({0xB4}), "at byte 0: Pop without Push");
    EXPECT_EQ(error_of({0x85, 0x00}), "at byte 0: a report id is 1 to 255");
    EXPECT_EQ(error_of({0xFC}), "at byte 0: the item's type is reserved");
    EXPECT_EQ(error_of({0xF0}), "at byte 0: the main item is unknown");
    EXPECT_EQ(error_of({0x29, 0x01}),
              "at byte 0: Usage Maximum without a lower Usage Minimum before it");
    // A report with an id after one without.
    EXPECT_EQ(
        error_of({0xA1, 0x01, 0x75, 0x08, 0x95, 0x01, 0x81, 0x02, 0x85, 0x01, 0x81, 0x02, 0xC0}),
        "at byte 12: the collection has reports with an id and reports without");
    // 65535 bits, 65535 times.
    EXPECT_EQ(error_of({0xA1, 0x01, 0x76, 0xFF, 0xFF, 0x96, 0xFF, 0xFF, 0x81, 0x02, 0xC0}),
              "at byte 8: the report is too long");
}

TEST(ReportDescriptor, BoundsWhatAnItemMayPile)
{
    Bytes nested;
    Bytes pushed;
    for (int i = 0; i < 70; ++i) {
        nested.insert(nested.end(), {0xA1, 0x01});
        pushed.push_back(0xA4);
    }
    EXPECT_EQ(error_of(nested), "at byte 128: collections are nested too deep");
    EXPECT_EQ(error_of(pushed), "at byte 16: too many Push items");
}

// Every prefix of a descriptor is refused or read, and never read past its end. It can be read
// behind the first collection, and behind the two items that come before the second.
TEST(ReportDescriptor, SurvivesEveryPrefix)
{
    const Bytes whole = joined(k_mouse, k_with_ids);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes prefix(whole.begin(), whole.begin() + static_cast<long>(length));
        const std::size_t behind = length - k_mouse.size();
        EXPECT_EQ(error_of(prefix).empty(), behind == 0 || behind == 3 || behind == 5) << length;
    }
}

// Bytes changed, lost and added at random: an answer each time, and one that holds together.
TEST(ReportDescriptor, SurvivesDamage)
{
    constexpr std::uint32_t k_rounds = 20000;
    base::Random random(7);
    const Bytes whole = joined(k_mouse, k_with_ids);
    std::uint32_t parsed_count = 0;
    for (std::uint32_t round = 0; round < k_rounds; ++round) {
        Bytes damaged = whole;
        for (std::uint32_t damage = random.below(5); damage != 0; --damage) {
            const auto at =
                damaged.begin() + random.below(static_cast<std::uint32_t>(damaged.size()));
            const auto byte = static_cast<std::uint8_t>(random.below(256));
            switch (random.below(3)) {
            case 0: *at = byte; break;
            case 1: damaged.erase(at); break;
            default: damaged.insert(at, byte); break;
            }
        }
        const ParsedDescriptor parsed = parse_report_descriptor(damaged);
        ASSERT_EQ(parsed.error.empty(), !parsed.collections.empty());
        for (const Collection& collection : parsed.collections) {
            ++parsed_count;
            HIDP_CAPS caps{};
            ASSERT_EQ(get_caps(make_preparsed(collection).data(), caps), HIDP_STATUS_SUCCESS);
            ASSERT_EQ(caps.InputReportByteLength, collection.longest(HidP_Input));
        }
    }
    EXPECT_GT(parsed_count, k_rounds / 4);
}

TEST(Preparsed, GivesBackTheCapabilities)
{
    const ParsedDescriptor parsed = parse_report_descriptor(k_mouse);
    const std::vector<std::byte> data = make_preparsed(parsed.collections.at(0));
    HIDP_CAPS caps{};
    ASSERT_EQ(get_caps(data.data(), caps), HIDP_STATUS_SUCCESS);
    EXPECT_EQ(caps.Usage, HID_USAGE_GENERIC_MOUSE);
    EXPECT_EQ(caps.UsagePage, HID_USAGE_PAGE_GENERIC);
    EXPECT_EQ(caps.InputReportByteLength, 4);
    EXPECT_EQ(caps.NumberLinkCollectionNodes, 2);
    EXPECT_EQ(caps.NumberInputButtonCaps, 1);
    EXPECT_EQ(caps.NumberInputValueCaps, 2);
    EXPECT_EQ(caps.NumberInputDataIndices, 5);
}

TEST(Preparsed, KnowsItsOwnData)
{
    std::vector<std::byte> data = make_preparsed(Collection{});
    data[0] ^= std::byte{1};
    HIDP_CAPS caps{};
    EXPECT_EQ(get_caps(data.data(), caps), HIDP_STATUS_INVALID_PREPARSED_DATA);
}

} // namespace openwdf::nt::hid
