#include "nt/hid/report_descriptor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace openwdf::nt::hid {

namespace {

constexpr std::size_t k_saved_globals_max = 16;
constexpr std::size_t k_nesting_max = 64;
constexpr std::size_t k_usages_max = 4096;
// A report and its id byte are counted in 16 bits.
constexpr std::uint32_t k_report_bits_max = (std::numeric_limits<std::uint16_t>::max() - 1) * 8U;

enum class ItemType : std::uint8_t { main, global, local, reserved };

// A short item: one byte of type, tag and size, then 0, 1, 2 or 4 bytes.
struct Item {
    ItemType type = ItemType::reserved;
    std::uint8_t tag = 0;
    std::uint8_t size = 0;
    std::uint32_t value = 0;
};

namespace main_tag {
constexpr std::uint8_t k_input = 0x8;
constexpr std::uint8_t k_output = 0x9;
constexpr std::uint8_t k_collection = 0xA;
constexpr std::uint8_t k_feature = 0xB;
constexpr std::uint8_t k_end_collection = 0xC;
} // namespace main_tag

namespace global_tag {
constexpr std::uint8_t k_usage_page = 0x0;
constexpr std::uint8_t k_report_size = 0x7;
constexpr std::uint8_t k_report_id = 0x8;
constexpr std::uint8_t k_report_count = 0x9;
constexpr std::uint8_t k_push = 0xA;
constexpr std::uint8_t k_pop = 0xB;
} // namespace global_tag

namespace local_tag {
constexpr std::uint8_t k_usage = 0x0;
constexpr std::uint8_t k_usage_minimum = 0x1;
constexpr std::uint8_t k_usage_maximum = 0x2;
} // namespace local_tag

constexpr std::uint32_t k_data_constant = 1U << 0;
constexpr std::uint32_t k_data_variable = 1U << 1;

struct Globals {
    std::uint16_t usage_page = 0;
    std::uint32_t report_size = 0;
    std::uint32_t report_count = 0;
    std::uint8_t report_id = 0;
};

// Usage and page in one number, as the descriptor's four-byte usages have them.
struct UsageRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t count() const { return last - first + 1; }
};

class Parser {
public:
    explicit Parser(std::span<const std::uint8_t> descriptor) : rest_(descriptor) {}

    ParsedDescriptor parse()
    {
        const std::size_t size = rest_.size();
        while (!rest_.empty() && error_.empty()) {
            at_ = size - rest_.size();
            step();
        }
        if (error_.empty())
            check_end();
        ParsedDescriptor parsed;
        parsed.error = std::move(error_);
        if (parsed.error.empty())
            parsed.collections = std::move(collections_);
        return parsed;
    }

private:
    void fail(std::string_view what) { error_ = fmt::format("at byte {}: {}", at_, what); }

    void check_end()
    {
        at_ += 1;
        if (depth_ != 0)
            return fail("a collection is not ended");
        if (collections_.empty())
            return fail("there is no collection");
    }

    void step()
    {
        constexpr std::uint8_t k_long_item = 0xFE;
        const std::uint8_t head = rest_[0];
        if (head == k_long_item)
            return skip_long_item();
        Item item;
        item.type = static_cast<ItemType>((head >> 2) & 3);
        item.tag = head >> 4;
        item.size = (head & 3) == 3 ? 4 : head & 3;
        if (rest_.size() < 1U + item.size)
            return fail("the item is cut off");
        for (unsigned i = 0; i < item.size; ++i)
            item.value |= static_cast<std::uint32_t>(rest_[1 + i]) << (8 * i);
        rest_ = rest_.subspan(1U + item.size);
        take(item);
    }

    // Nobody has defined one; its second byte is its length.
    void skip_long_item()
    {
        constexpr std::size_t k_head_bytes = 3;
        if (rest_.size() < k_head_bytes || rest_.size() < k_head_bytes + rest_[1])
            return fail("the long item is cut off");
        rest_ = rest_.subspan(k_head_bytes + rest_[1]);
    }

    void take(const Item& item)
    {
        switch (item.type) {
        case ItemType::main: return take_main(item);
        case ItemType::global: return take_global(item);
        case ItemType::local: return take_local(item);
        case ItemType::reserved: return fail("the item's type is reserved");
        }
    }

    void take_main(const Item& item)
    {
        switch (item.tag) {
        case main_tag::k_input: add_fields(HidP_Input, item.value); break;
        case main_tag::k_output: add_fields(HidP_Output, item.value); break;
        case main_tag::k_feature: add_fields(HidP_Feature, item.value); break;
        case main_tag::k_collection: begin_collection(); break;
        case main_tag::k_end_collection: end_collection(); break;
        default: fail("the main item is unknown"); break;
        }
        usages_.clear();
        has_minimum_ = false;
    }

    void take_global(const Item& item)
    {
        switch (item.tag) {
        case global_tag::k_usage_page:
            globals_.usage_page = static_cast<std::uint16_t>(item.value);
            break;
        case global_tag::k_report_size: globals_.report_size = item.value; break;
        case global_tag::k_report_count: globals_.report_count = item.value; break;
        case global_tag::k_report_id:
            if (item.value == 0 || item.value > 0xFF)
                return fail("a report id is 1 to 255");
            globals_.report_id = static_cast<std::uint8_t>(item.value);
            break;
        case global_tag::k_push:
            if (saved_.size() == k_saved_globals_max)
                return fail("too many Push items");
            saved_.push_back(globals_);
            break;
        case global_tag::k_pop:
            if (saved_.empty())
                return fail("Pop without Push");
            globals_ = saved_.back();
            saved_.pop_back();
            break;
        default: break; // logical and physical limits, units: nobody here needs them
        }
    }

    std::uint32_t full_usage(const Item& item) const
    {
        return item.size == 4 ? item.value
                              : static_cast<std::uint32_t>(globals_.usage_page) << 16 | item.value;
    }

    void take_local(const Item& item)
    {
        switch (item.tag) {
        case local_tag::k_usage: add_usages({full_usage(item), full_usage(item)}); break;
        case local_tag::k_usage_minimum:
            minimum_ = full_usage(item);
            has_minimum_ = true;
            break;
        case local_tag::k_usage_maximum:
            if (!has_minimum_ || full_usage(item) < minimum_)
                return fail("Usage Maximum without a lower Usage Minimum before it");
            add_usages({minimum_, full_usage(item)});
            has_minimum_ = false;
            break;
        default: break; // designators, strings, delimiters
        }
    }

    void add_usages(UsageRange range)
    {
        if (usages_.size() == k_usages_max)
            return fail("too many usages for one item");
        usages_.push_back(range);
    }

    void begin_collection()
    {
        if (depth_ == k_nesting_max)
            return fail("collections are nested too deep");
        if (depth_ == 0) {
            const std::uint32_t usage = usages_.empty() ? 0 : usages_.front().first;
            Collection& collection = collections_.emplace_back();
            collection.usage_page = static_cast<USAGE>(usage >> 16);
            collection.usage = static_cast<USAGE>(usage);
            bits_.clear();
        }
        ++depth_;
        ++collections_.back().link_nodes;
    }

    void end_collection()
    {
        if (depth_ == 0)
            return fail("End Collection without Collection");
        if (--depth_ == 0)
            set_lengths(collections_.back());
    }

    void add_fields(HIDP_REPORT_TYPE kind, std::uint32_t data)
    {
        if (depth_ == 0)
            return fail("a report outside of any collection");
        ReportBits& report = bits_of(globals_.report_id);
        const std::uint64_t bits =
            static_cast<std::uint64_t>(globals_.report_size) * globals_.report_count;
        if (bits > k_report_bits_max || report.bits[kind] + bits > k_report_bits_max)
            return fail("the report is too long");
        report.bits[kind] += static_cast<std::uint32_t>(bits);
        if ((data & k_data_constant) == 0)
            count_controls(collections_.back().controls[kind], (data & k_data_variable) != 0);
    }

    // A variable field of one bit and each element of an array are buttons; the rest are values.
    // Usages go to fields in order, and the last one to all fields that are left.
    void count_controls(ControlCounts& counts, bool is_variable) const
    {
        const bool is_button = !is_variable || globals_.report_size == 1;
        std::uint16_t& capabilities = is_button ? counts.buttons : counts.values;
        std::uint32_t fields = globals_.report_count;
        for (const UsageRange& range : usages_) {
            if (is_variable && fields == 0)
                break;
            ++capabilities;
            const std::uint32_t covered =
                is_variable ? std::min(range.count(), fields) : range.count();
            counts.data_indices = static_cast<std::uint16_t>(counts.data_indices + covered);
            fields -= std::min(covered, fields);
        }
    }

    struct ReportBits {
        std::uint8_t id = 0;
        std::array<std::uint32_t, k_report_kinds> bits{};
    };

    ReportBits& bits_of(std::uint8_t id)
    {
        for (ReportBits& report : bits_) {
            if (report.id == id)
                return report;
        }
        return bits_.emplace_back(ReportBits{id, {}});
    }

    void set_lengths(Collection& collection)
    {
        std::ranges::sort(bits_, {}, &ReportBits::id);
        if (bits_.size() > 1 && bits_.front().id == 0)
            return fail("the collection has reports with an id and reports without");
        for (const ReportBits& report : bits_) {
            ReportLengths& lengths = collection.reports.emplace_back();
            lengths.id = report.id;
            for (std::size_t kind = 0; kind < k_report_kinds; ++kind) {
                const std::uint32_t bits = report.bits[kind];
                lengths.bytes[kind] =
                    static_cast<std::uint16_t>(bits == 0 ? 0 : 1 + (bits + 7) / 8);
            }
        }
    }

    std::span<const std::uint8_t> rest_;
    std::size_t at_ = 0; // where the item being read begins
    std::string error_;
    Globals globals_;
    std::vector<Globals> saved_;
    std::vector<UsageRange> usages_;
    std::uint32_t minimum_ = 0;
    bool has_minimum_ = false;
    std::size_t depth_ = 0;
    std::vector<Collection> collections_;
    std::vector<ReportBits> bits_; // of the collection being read
};

} // namespace

const ReportLengths* Collection::find(std::uint8_t id) const
{
    const auto found = std::ranges::find(reports, id, &ReportLengths::id);
    return found == reports.end() ? nullptr : &*found;
}

std::uint16_t Collection::longest(HIDP_REPORT_TYPE kind) const
{
    std::uint16_t bytes = 0;
    for (const ReportLengths& lengths : reports)
        bytes = std::max(bytes, lengths.bytes[kind]);
    return bytes;
}

ParsedDescriptor parse_report_descriptor(std::span<const std::uint8_t> descriptor)
{
    return Parser(descriptor).parse();
}

} // namespace openwdf::nt::hid
