// Misuse by the thousand: each a class with an expectation by hand and arguments from a seed. After
// a stop the process goes on with the next machine. The order of classes is round robin, so each
// comes equally often.
#include "storm/expectations.hpp"
#include "storm/storm_handles.h"
#include "support/fixture.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>

namespace conformance::storm {
namespace {

constexpr std::uint64_t k_least_of_each = 20; // when there are enough for that
constexpr std::uint64_t k_least_of_each_short = 5;
constexpr unsigned k_uses_max = 64; // of a machine that nothing stopped
constexpr unsigned k_failures_max = 20;

struct HandleRow {
    const char* function;
    const char* argument;
    unsigned kind;
    bool may_be_null;
};

#define STORM_HANDLE_ROW(function, argument, kind, null, call)                                     \
    HandleRow{#function, #argument, STORM_##kind, (null) != 0},
const std::vector<HandleRow> k_handle_rows{STORM_HANDLES(STORM_HANDLE_ROW)};

#define STORM_NAME(name) #name,
const std::vector<std::string> k_value_names{STORM_VALUES(STORM_NAME)};

// A class of misuse: a row of one of the two tables, and for a handle what is bad about it.
struct Class {
    bool is_handle = false;
    unsigned row = 0;
    unsigned badness = 0;
};

std::string name_of(const Class& one)
{
    constexpr const char* badnesses[]{"NULL", "stale", "wrong kind", "invented", "old generation"};
    if (!one.is_handle)
        return k_value_names[one.row];
    const HandleRow& row = k_handle_rows[one.row];
    return std::string(row.function) + " " + row.argument + ": " + badnesses[one.badness];
}

std::vector<Class> all_classes()
{
    std::vector<Class> classes;
    for (unsigned row = 0; row < k_value_names.size(); ++row)
        classes.push_back({false, row, 0});
    for (unsigned row = 0; row < k_handle_rows.size(); ++row) {
        for (unsigned badness = 0; badness < STORM_BADNESSES; ++badness) {
            if (badness == STORM_NULL && k_handle_rows[row].may_be_null)
                continue;
            if (badness == STORM_WRONG_KIND && k_handle_rows[row].kind == STORM_OBJECT)
                continue; // any object is one
            classes.push_back({true, row, badness});
        }
    }
    return classes;
}

STORM_ORDER order_of(const Class& one, Random& random)
{
    STORM_ORDER order{};
    order.IsHandle = one.is_handle ? 1 : 0;
    order.Misuse = one.row;
    order.Badness = one.badness;
    if (!one.is_handle) {
        value_rows()[one.row].make(random, order);
        return order;
    }
    order.B = random.below(STORM_FILE);
    while (one.badness == STORM_WRONG_KIND && order.B == k_handle_rows[one.row].kind)
        order.B = random.below(STORM_FILE);
    order.A = random.any();
    if (one.badness != STORM_INVENTED)
        return order;
    const std::uint64_t shape = random.below(3);
    if (shape == 0)
        order.A = order.A % 0xFFFF + 1;
    else if (shape == 1)
        order.A |= 0xFFFF800000000000U;
    return order;
}

std::uint64_t number_of(const char* variable, std::uint64_t otherwise)
{
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 0);
}

template <class T> std::span<const std::byte> bytes_of(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

class Storm : public testing::Test {
protected:
    void run(std::uint64_t count, std::uint64_t seed)
    {
        ASSERT_EQ(value_rows().size(), k_value_names.size());
        for (std::size_t i = 0; i < k_value_names.size(); ++i)
            ASSERT_EQ(value_rows()[i].name, k_value_names[i]);
        Random random(seed);
        const std::vector<Class> classes = all_classes();
        std::map<std::string, std::uint64_t> histogram;
        for (std::uint64_t i = 0; i < count && failures_ < k_failures_max; ++i) {
            const Class& one = classes[i % classes.size()];
            do_one(one, order_of(one, random), seed + i);
            ++histogram[name_of(one)];
        }
        ready_.reset();
        EXPECT_EQ(printed_, "");
        for (const auto& [name, times] : histogram) {
            std::printf("[  misuse  ] %6llu %s\n", static_cast<unsigned long long>(times),
                        name.c_str());
            EXPECT_GE(times, std::min(k_least_of_each, count / classes.size())) << name;
        }
        std::printf("[  misuse  ] %llu in %zu classes\n", static_cast<unsigned long long>(count),
                    histogram.size());
        EXPECT_EQ(histogram.size(), classes.size());
    }

private:
    // A machine with the driver loaded and its device open.
    struct Ready {
        openwdf::Machine machine;
        std::optional<Handle> handle;
        unsigned uses = 0;
        std::size_t reports = 0;

        explicit Ready(openwdf::MachineOptions options) : machine(std::move(options))
        {
            machine.add_target("\\Device\\Source", "ram:4K").value();
            (void)machine.load(OPENWDF_DRIVER_CONFORMANCE_STORM).value();
            handle = machine.open("\\\\.\\Conformance").value();
        }
    };

    void make_ready(std::uint64_t seed)
    {
        if (ready_ != nullptr && ready_->uses < k_uses_max)
            return;
        openwdf::MachineOptions options;
        options.simulated = true;
        options.seed = seed;
        options.debug_print = [this](std::string_view text) {
            if (text != "unload\n")
                printed_ += text;
        };
        ready_.reset();
        ready_ = std::make_unique<Ready>(options);
    }

    IoResult tell(unsigned code, const STORM_ORDER& order)
    {
        return ready_->handle->ioctl(code, bytes_of(order),
                                     std::as_writable_bytes(std::span(&answer_, 1)));
    }

    void do_one(const Class& one, const STORM_ORDER& order, std::uint64_t seed)
    {
        make_ready(seed);
        ++ready_->uses;
        difference_.clear();
        std::uint64_t handle = 0;
        Expectation expected;
        if (one.is_handle) {
            (void)tell(STORM_PREPARE, order);
            handle = answer_.Value;
            expected = stop(k_wdf_violation, k_invalid_handle, handle,
                            type_of(k_handle_rows[one.row].kind));
        } else {
            expected = value_rows()[one.row].expect(order);
        }
        const IoResult result = tell(order.Direct != 0 ? STORM_FIRE_DIRECT : STORM_FIRE, order);
        if (expected.answer == Answer::stop)
            check_stop(one, expected, result);
        else
            check_answer(expected, result);
        if (expected.answer == Answer::stop || !difference_.empty())
            ready_.reset();
        if (difference_.empty())
            return;
        ++failures_;
        ADD_FAILURE() << name_of(one) << ", which " << order.Which << ", A " << order.A << ", B "
                      << order.B << difference_;
    }

    void expect(const std::string& what, std::uint64_t actual, std::uint64_t expected)
    {
        if (actual == expected)
            return;
        std::array<char, 100> text{};
        std::snprintf(text.data(), text.size(), " is 0x%llx, not 0x%llx",
                      static_cast<unsigned long long>(actual),
                      static_cast<unsigned long long>(expected));
        difference_ += "\n  " + what + text.data();
    }

    void check_stop(const Class& one, const Expectation& expected, const IoResult& result)
    {
        const auto report = ready_->machine.bug_check();
        if (!report.has_value()) {
            difference_ += "\n  the machine did not stop; the status is " +
                           openwdf::status_name(static_cast<std::int32_t>(answer_.Status));
            return;
        }
        expect("the caller's status", static_cast<std::uint32_t>(result.status),
               static_cast<std::uint32_t>(openwdf::k_machine_stopped));
        expect("the bug check", report->code, expected.code);
        for (std::size_t i = 0; i < expected.parameters.size(); ++i) {
            if (expected.parameters[i].has_value())
                expect("P" + std::to_string(i + 1), report->parameters[i], *expected.parameters[i]);
        }
        expect("the report's driver", report->where.driver == "conformance_storm", 1);
        expect("an explanation", !report->explanation.empty(), 1);
        if (one.is_handle && report->where.ddi != k_handle_rows[one.row].function)
            difference_ += "\n  the report names " + report->where.ddi;
    }

    void check_answer(const Expectation& expected, const IoResult& result)
    {
        if (const auto stopped = ready_->machine.bug_check()) {
            difference_ += "\n  the machine stopped: " + stopped->explanation;
            return;
        }
        expect("the caller's status", static_cast<std::uint32_t>(result.status), 0);
        expect("the status", answer_.Status, expected.status);
        expect("the result untouched", answer_.Untouched, expected.untouched ? 1 : 0);
        const auto reports = ready_->machine.reports();
        const std::size_t wanted = ready_->reports + (expected.answer == Answer::report ? 1 : 0);
        expect("the number of reports", reports.size(), wanted);
        if (expected.answer == Answer::report && !reports.empty() &&
            reports.back().rule != expected.rule)
            difference_ += "\n  the report is " + reports.back().rule;
        ready_->reports = reports.size();
    }

    std::unique_ptr<Ready> ready_;
    STORM_ANSWER answer_{};
    std::string difference_;
    std::string printed_;
    unsigned failures_ = 0;
};

// OPENWDF_STORM_COUNT misuses and OPENWDF_STORM_SEED: 100,000 run as conformance.storm_100000.
// Covers: 19-21, 25, 28, 43, 44, 46, 54, 58, 81, 106, 108, 112, N19, N100-N102, N108, N112, N113,
// N116, N127, N131.
TEST_F(Storm, GeneratedMisuses)
{
    const std::uint64_t short_form = all_classes().size() * k_least_of_each_short;
    run(number_of("OPENWDF_STORM_COUNT", short_form), number_of("OPENWDF_STORM_SEED", 1));
}

} // namespace
} // namespace conformance::storm
