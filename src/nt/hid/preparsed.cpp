#include "nt/hid/preparsed.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace openwdf::nt::hid {

namespace {

constexpr std::uint64_t k_magic = 0x31302D44'49486477; // "wdHID-01"

struct Header {
    std::uint64_t magic = k_magic;
    HIDP_CAPS caps{};
    std::uint32_t reports = 0; // ReportLengths behind the header
    std::uint32_t reserved = 0;
};

HIDP_CAPS caps_of(const Collection& collection)
{
    HIDP_CAPS caps{};
    caps.Usage = collection.usage;
    caps.UsagePage = collection.usage_page;
    caps.InputReportByteLength = collection.longest(HidP_Input);
    caps.OutputReportByteLength = collection.longest(HidP_Output);
    caps.FeatureReportByteLength = collection.longest(HidP_Feature);
    caps.NumberLinkCollectionNodes = collection.link_nodes;
    const auto& [input, output, feature] = collection.controls;
    caps.NumberInputButtonCaps = input.buttons;
    caps.NumberInputValueCaps = input.values;
    caps.NumberInputDataIndices = input.data_indices;
    caps.NumberOutputButtonCaps = output.buttons;
    caps.NumberOutputValueCaps = output.values;
    caps.NumberOutputDataIndices = output.data_indices;
    caps.NumberFeatureButtonCaps = feature.buttons;
    caps.NumberFeatureValueCaps = feature.values;
    caps.NumberFeatureDataIndices = feature.data_indices;
    return caps;
}

} // namespace

std::vector<std::byte> make_preparsed(const Collection& collection)
{
    Header header;
    header.caps = caps_of(collection);
    header.reports = static_cast<std::uint32_t>(collection.reports.size());
    const auto reports = std::as_bytes(std::span(collection.reports));
    std::vector<std::byte> data(sizeof header + reports.size());
    std::memcpy(data.data(), &header, sizeof header);
    std::copy(reports.begin(), reports.end(), data.begin() + sizeof header);
    return data;
}

NTSTATUS get_caps(const void* preparsed, HIDP_CAPS& caps)
{
    // A driver may keep it at any address.
    Header header;
    std::memcpy(&header, preparsed, sizeof header);
    if (header.magic != k_magic)
        return HIDP_STATUS_INVALID_PREPARSED_DATA;
    caps = header.caps;
    return HIDP_STATUS_SUCCESS;
}

} // namespace openwdf::nt::hid
