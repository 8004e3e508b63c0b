#include "openwdf/explore.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf {

namespace {

using Clock = std::chrono::steady_clock;

// Long enough for any schedule of a few requests, short enough to end one that never would.
constexpr std::uint64_t k_step_budget_default = 1'000'000;
constexpr std::size_t k_trace_kept = 200;

std::string kind_of(const std::optional<BugCheckReport>& bug_check,
                    const std::vector<ContractReport>& reports)
{
    if (bug_check.has_value())
        return fmt::format("bug check 0x{:X}", bug_check->code);
    return reports.empty() ? "" : reports.front().rule;
}

MachineOptions simulated(MachineOptions options)
{
    options.simulated = true;
    if (options.step_budget == 0)
        options.step_budget = k_step_budget_default;
    return options;
}

// What a machine that ended has to say against its run.
std::optional<ScheduleFailure> judge(const Machine& machine, const MachineOptions& options)
{
    ScheduleFailure failure;
    failure.seed = options.seed;
    failure.bug_check = machine.bug_check();
    failure.reports = machine.reports();
    failure.kind = kind_of(failure.bug_check, failure.reports);
    if (failure.kind.empty())
        return std::nullopt;
    failure.schedule = machine.schedule();
    failure.fingerprint = machine.schedule_fingerprint();
    failure.trace = machine.trace();
    if (failure.trace.size() > k_trace_kept)
        failure.trace.erase(failure.trace.begin(),
                            failure.trace.end() - static_cast<std::ptrdiff_t>(k_trace_kept));
    return failure;
}

// The same seed again, with everything written down that costs too much in every run.
ScheduleFailure repeat_recorded(MachineOptions options, const Scenario& scenario,
                                const ScheduleFailure& first)
{
    options.record = true;
    options.trace = true;
    auto second = run_schedule(options, scenario);
    const bool same = second.has_value() && second->kind == first.kind;
    ScheduleFailure failure = same ? std::move(*second) : first;
    failure.reproduced = same;
    return failure;
}

class Exploration {
public:
    Exploration(const ExploreOptions& options, const Scenario& scenario)
        : options_(options), scenario_(scenario)
    {
    }

    ExploreResult run()
    {
        std::uint64_t seed = options_.first_seed;
        while (seed <= options_.last_seed) {
            run_seed(seed);
            result_.elapsed = Clock::now() - start_;
            if (ended() || options_.last_seed - seed < options_.seed_step)
                break;
            seed += options_.seed_step;
            show_progress();
        }
        return std::move(result_);
    }

private:
    void run_seed(std::uint64_t seed)
    {
        if (options_.on_schedule)
            options_.on_schedule(seed);
        MachineOptions options = options_.machine;
        options.seed = seed;
        auto failure = run_schedule(options, scenario_);
        ++result_.schedules;
        if (!failure.has_value())
            return;
        result_.failures.push_back(repeat_recorded(options, scenario_, *failure));
        if (options_.on_failure)
            options_.on_failure(result_.failures.back());
    }

    bool ended() const
    {
        const bool out_of_time =
            options_.time_limit.count() != 0 && result_.elapsed >= options_.time_limit;
        return out_of_time || result_.failures.size() >= options_.failures_max;
    }

    void show_progress()
    {
        constexpr std::chrono::milliseconds k_interval{100};
        if (!options_.on_progress || result_.elapsed < next_progress_)
            return;
        next_progress_ = result_.elapsed + k_interval;
        options_.on_progress({result_.schedules, result_.failures.size(), result_.elapsed});
    }

    const ExploreOptions& options_;
    const Scenario& scenario_;
    const Clock::time_point start_ = Clock::now();
    std::chrono::nanoseconds next_progress_{0};
    ExploreResult result_;
};

} // namespace

std::optional<ScheduleFailure> run_schedule(const MachineOptions& options, const Scenario& scenario)
{
    const MachineOptions own = simulated(options);
    Machine machine(own);
    scenario(machine);
    machine.finish();
    return judge(machine, own);
}

ExploreResult explore(const ExploreOptions& options, const Scenario& scenario)
{
    return Exploration(options, scenario).run();
}

std::string ScheduleFailure::text() const
{
    std::string text = fmt::format("seed {}: ", seed);
    if (bug_check.has_value())
        text += bug_check->text();
    for (const ContractReport& report : reports)
        text += report.text_with_place();
    if (!trace.empty())
        text +=
            fmt::format("  the last {} moves of all threads:\n{}", trace.size(), trace_text(trace));
    if (!reproduced)
        text += "  a second run of the seed did not fail like this: the scenario or the driver "
                "depends on something outside the machine\n";
    else if (!schedule.choices.empty())
        text += fmt::format("  choices: {}\n", schedule.text());
    return text;
}

std::string ExploreResult::text() const
{
    const double seconds = std::chrono::duration<double>(elapsed).count();
    std::string text =
        fmt::format("{} schedules in {:.2f} s, {} failed\n", schedules, seconds, failures.size());
    for (const ScheduleFailure& failure : failures)
        text += failure.text();
    return text;
}

} // namespace openwdf
