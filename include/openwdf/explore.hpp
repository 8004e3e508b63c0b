// Many interleavings of one scenario: a machine per seed, driven by the scenario, watched by every
// detector. What fails comes back with its seed, its list of choices and its story.
//
//   const openwdf::ExploreResult result = openwdf::explore(
//       {.last_seed = 10'000},
//       [](openwdf::Machine& machine) {
//           openwdf::Driver driver = machine.load(OPENWDF_DRIVER_READER).value();
//           openwdf::Thread reader = machine.start("reader", [&] { ... });
//           ...
//       });
//   EXPECT_TRUE(result.ok()) << result.text();
//
// A failure is a bug check, a broken contract, Machine::fail, a deadlock, a run past its step
// budget, or something left behind at the end. One OS thread runs all schedules, one after the
// other; several processes may share a range of seeds (openwdf explore --jobs).
#pragma once

#include "openwdf/data_races.hpp"
#include "openwdf/machine.hpp"

#include <chrono>

namespace openwdf {

// Runs on the machine's main thread. It need not clean up: the machine is finished after it.
using Scenario = std::function<void(Machine&)>;

struct ExploreProgress {
    std::uint64_t schedules = 0;
    std::uint64_t failures = 0;
    std::chrono::nanoseconds elapsed{0};
};

struct ExploreOptions {
    // What the machines are like; `simulated` and `seed` are set for each.
    MachineOptions machine;
    std::uint64_t first_seed = 1;
    std::uint64_t last_seed = 1000;
    std::uint64_t seed_step = 1; // several processes share a range: each takes every Nth
    // Ends the exploration early. 0: no limit.
    std::chrono::nanoseconds time_limit{0};
    // Ends the exploration after so many failed schedules.
    std::uint64_t failures_max = 1;
    // All on the calling thread: now and then; before each schedule, with its seed; after each
    // that failed.
    std::function<void(const ExploreProgress&)> on_progress = nullptr;
    std::function<void(std::uint64_t)> on_schedule = nullptr;
    std::function<void(const struct ScheduleFailure&)> on_failure = nullptr;
};

struct ScheduleFailure {
    std::uint64_t seed = 0;
    // "bug check 0x10D", or the rule of a broken contract: equal kinds are probably one defect.
    std::string kind;
    std::optional<BugCheckReport> bug_check;
    std::vector<ContractReport> reports;
    // Repeats the run wherever the program is the same (MachineOptions::replay).
    Schedule schedule;
    std::uint64_t fingerprint = 0;
    // The last moves before the failure.
    std::vector<TraceEvent> trace;
    // The second run, which recorded, failed otherwise than the first: the scenario or the driver
    // depends on something outside the machine (an address, real time, a variable of the test).
    bool reproduced = true;

    // Several lines for people.
    std::string text() const;
};

struct ExploreResult {
    std::uint64_t schedules = 0;
    std::chrono::nanoseconds elapsed{0};
    std::vector<ScheduleFailure> failures;

    bool ok() const { return failures.empty(); }
    std::string text() const;
};

ExploreResult explore(const ExploreOptions& options, const Scenario& scenario);

// One run of the scenario, as explore() makes them; nothing when it went well.
std::optional<ScheduleFailure> run_schedule(const MachineOptions& options,
                                            const Scenario& scenario);

} // namespace openwdf
