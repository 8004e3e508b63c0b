// GoogleTest on the harness: one test body, run live and simulated.
//
//   class Reader : public openwdf::DriverTest {};
//   OPENWDF_INSTANTIATE_WORLDS(Reader);
//
//   TEST_P(Reader, ReadsItsTarget)
//   {
//       target("\\Device\\Source", "ram:1M");
//       openwdf::Driver driver = load(OPENWDF_DRIVER_READER);
//       openwdf::Handle handle = open("\\\\.\\Reader");
//       std::array<std::byte, 512> buffer{};
//       OPENWDF_EXPECT_STATUS(handle.read(buffer), 0);
//   }
//
// A failed test prints the seed, the reports of the machine and the last lines of its trace.
#pragma once

#include "openwdf/machine.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <ostream>

namespace openwdf {

// ---- printers: GoogleTest finds them by name ---------------------------------------------------

inline void PrintTo(const IoResult& result, std::ostream* out)
{
    *out << status_name(result.status) << ", information " << result.information;
}

inline void PrintTo(const BugCheckReport& report, std::ostream* out)
{
    *out << report.text();
}

inline void PrintTo(const ContractReport& report, std::ostream* out)
{
    *out << report.text_with_place();
}

inline void PrintTo(const TraceEvent& event, std::ostream* out)
{
    *out << event.text();
}

// ---- statuses ----------------------------------------------------------------------------------

inline std::int32_t status_of(const IoResult& result)
{
    return result.status;
}
inline std::int32_t status_of(std::int32_t status)
{
    return status;
}
template <class T> std::int32_t status_of(const Outcome<T>& outcome)
{
    return outcome.status();
}

namespace detail {

template <class T> std::string outcome_message(const T&)
{
    return "";
}
template <class T> std::string outcome_message(const Outcome<T>& outcome)
{
    return outcome.ok() ? "" : "\n  " + outcome.error().message;
}

template <class T>
testing::AssertionResult has_status(const char* expression, const char*, const T& value,
                                    std::int64_t expected)
{
    // A status macro of the driver headers and a plain 0xC0000011 name the same status.
    const auto wanted = static_cast<std::int32_t>(expected);
    if (status_of(value) == wanted)
        return testing::AssertionSuccess();
    return testing::AssertionFailure()
           << expression << "\n  is " << status_name(status_of(value)) << "\n  not "
           << status_name(wanted) << outcome_message(value);
}

} // namespace detail

// An IoResult, an Outcome or a bare NTSTATUS against a status.
#define OPENWDF_EXPECT_STATUS(expression, status)                                                  \
    EXPECT_PRED_FORMAT2(::openwdf::detail::has_status, expression, status)
#define OPENWDF_ASSERT_STATUS(expression, status)                                                  \
    ASSERT_PRED_FORMAT2(::openwdf::detail::has_status, expression, status)

// ---- the fixture -------------------------------------------------------------------------------

// Which world a test runs in: real time, or virtual time with a seed.
struct World {
    bool simulated = false;
    std::uint64_t seed = 1;
};

inline void PrintTo(const World& world, std::ostream* out)
{
    if (world.simulated)
        *out << "simulated, seed " << world.seed;
    else
        *out << "live";
}

inline std::string world_name(const testing::TestParamInfo<World>& info)
{
    return info.param.simulated ? "Seed" + std::to_string(info.param.seed) : "Live";
}

inline std::vector<World> all_worlds(std::uint64_t seeds = 5)
{
    std::vector<World> worlds{World{}};
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        worlds.push_back(World{true, seed});
    return worlds;
}

#define OPENWDF_INSTANTIATE_WORLDS(fixture)                                                        \
    INSTANTIATE_TEST_SUITE_P(, fixture, testing::ValuesIn(::openwdf::all_worlds()),                \
                             ::openwdf::world_name)

class DriverTest : public testing::TestWithParam<World> {
protected:
    // Before the first use of machine(): other options than the default.
    MachineOptions options = default_options();

    Machine& machine()
    {
        if (machine_ == nullptr)
            machine_ = std::make_unique<Machine>(options);
        return *machine_;
    }

    // Each ends the test program with the message when it fails; where failure is expected, ask
    // machine() itself.
    Driver load(const std::string& path) { return machine().load(path).value(); }
    Handle open(std::string_view name) { return machine().open(name).value(); }
    void target(std::string_view nt_name, std::string_view uri)
    {
        machine().add_target(nt_name, uri).value();
    }
    Peer stream(std::string_view nt_name, std::string_view uri)
    {
        return machine().add_stream(nt_name, uri).value();
    }

    // Ends the machine in the middle of a test.
    void end_machine() { machine_.reset(); }

    void TearDown() override
    {
        if (machine_ != nullptr && HasFailure())
            print_machine(*machine_);
    }

private:
    static MachineOptions default_options()
    {
        MachineOptions made;
        made.simulated = GetParam().simulated;
        made.seed = GetParam().seed;
        made.trace = true;
        return made;
    }

    static void print_machine(const Machine& machine)
    {
        constexpr std::size_t k_lines_max = 60;
        std::cerr << "world: ";
        PrintTo(GetParam(), &std::cerr);
        std::cerr << '\n';
        if (const auto report = machine.bug_check())
            std::cerr << report->text();
        for (const ContractReport& report : machine.reports())
            std::cerr << report.text_with_place();
        std::vector<TraceEvent> events = machine.trace();
        if (events.size() > k_lines_max)
            events.erase(events.begin(), events.end() - static_cast<long>(k_lines_max));
        std::cerr << "the last " << events.size() << " events:\n" << trace_text(events);
    }

    std::unique_ptr<Machine> machine_;
};

} // namespace openwdf
