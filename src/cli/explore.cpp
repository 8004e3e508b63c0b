#include "cli/explore.hpp"

#include "cli/exit.hpp"
#include "cli/explore_jobs.hpp"
#include "cli/number.hpp"
#include "cli/scenario_source.hpp"
#include "cli/scenario_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <limits>
#include <thread>
#include <unistd.h>

namespace openwdf::cli {

namespace {

Outcome<void> parse_seeds(const std::string& text, ExploreOptions& options)
{
    const std::size_t dots = text.find("..");
    const std::string first = text.substr(0, dots);
    const std::string last = dots == std::string::npos ? first : text.substr(dots + 2);
    const auto from = parse_number(first);
    const auto to = last.empty() ? std::numeric_limits<std::uint64_t>::max() : parse_number(last);
    if (!from.has_value() || !to.has_value() || *from > *to)
        return Error{0, fmt::format("'{}' are no seeds; e.g. 1..1000, 17, or 1.. for ever", text)};
    options.first_seed = *from;
    options.last_seed = *to;
    return {};
}

Outcome<ExploreOptions> make_options(const ExploreCommand& command)
{
    ExploreOptions options;
    if (command.find_races && !k_program_has_tsan)
        return Error{0, "--find-races needs OpenWDF and the driver built with ThreadSanitizer "
                        "(cmake --preset tsan)"};
    if (auto seeds = parse_seeds(command.seeds, options); !seeds.ok())
        return seeds.error();
    if (!command.time.empty()) {
        auto time = parse_duration(command.time);
        if (!time.ok())
            return time.error();
        options.time_limit = time.value();
    }
    options.failures_max = std::max<std::uint64_t>(command.failures, 1);
    options.machine.processors = command.setup.processors;
    options.machine.profile = profile_of(command.setup);
    options.machine.strategy =
        command.strategy == "priorities" ? Strategy::priorities : Strategy::random_walk;
    options.machine.priority_depth = command.depth;
    options.machine.priority_steps = command.steps;
    options.machine.step_budget = command.step_budget;
    options.machine.os_threads = command.os_threads;
    options.machine.find_races = command.find_races;
    options.machine.faults = {command.failing_transfers, command.failing_allocations};
    if (command.replays) {
        auto schedule = Schedule::parse(command.replay);
        if (!schedule.ok())
            return schedule.error();
        options.machine.replay = schedule.value();
        options.last_seed = options.first_seed;
    }
    return options;
}

std::string reproducer(const ExploreCommand& command, const FoundFailure& failure)
{
    return fmt::format("openwdf explore {} --seeds {}", command.own_words, failure.seed);
}

class ProgressLine {
public:
    void show(const ExploreProgress& progress)
    {
        if (!to_terminal_)
            return;
        const double seconds = std::chrono::duration<double>(progress.elapsed).count();
        fmt::print(stderr, "\r{} schedules, {:.0f} a second, {} failed ", progress.schedules,
                   seconds > 0 ? static_cast<double>(progress.schedules) / seconds : 0,
                   progress.failures);
        std::fflush(stderr);
        shown_ = true;
    }
    ~ProgressLine()
    {
        if (shown_)
            fmt::print(stderr, "\r\033[K");
    }

private:
    const bool to_terminal_ = ::isatty(STDERR_FILENO) != 0;
    bool shown_ = false;
};

void print_text(const ExploreCommand& command, const JobsResult& result)
{
    for (const FoundFailure& failure : result.failures)
        fmt::print("{}  again: {}\n\n", failure.text, reproducer(command, failure));
    const double seconds = std::chrono::duration<double>(result.elapsed).count();
    fmt::print("{} schedules in {:.2f} s, {} failed\n", result.schedules, seconds,
               result.failures.size());
}

void print_json(const ExploreCommand& command, const JobsResult& result)
{
    nlohmann::json object;
    object["schedules"] = result.schedules;
    object["seconds"] = std::chrono::duration<double>(result.elapsed).count();
    object["failures"] = nlohmann::json::array();
    for (const FoundFailure& failure : result.failures)
        object["failures"].push_back({{"seed", failure.seed},
                                      {"kind", failure.kind},
                                      {"text", failure.text},
                                      {"choices", failure.choices},
                                      {"reproduced", failure.reproduced},
                                      {"reproducer", reproducer(command, failure)}});
    fmt::print("{}\n", object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int exit_status(const JobsResult& result)
{
    int status = k_exit_ok;
    for (const FoundFailure& failure : result.failures)
        status = std::max(status, failure.fatal ? k_exit_bug_check : k_exit_failed);
    return status;
}

} // namespace

int explore(const ExploreCommand& command)
{
    auto options = make_options(command);
    if (!options.ok())
        return refuse(options.error().message);
    auto scenario = make_scenario(command);
    if (!scenario.ok())
        return refuse(scenario.error().message);
    JobsOptions jobs;
    jobs.explore = std::move(options.value());
    jobs.jobs =
        command.jobs != 0 ? command.jobs : std::max(std::thread::hardware_concurrency(), 1U);
    JobsResult result;
    {
        ProgressLine line;
        jobs.on_progress = [&line](const ExploreProgress& progress) { line.show(progress); };
        result = explore_in_jobs(jobs, scenario.value());
    }
    if (!result.error.empty())
        return refuse(result.error);
    if (command.json)
        print_json(command, result);
    else
        print_text(command, result);
    return exit_status(result);
}

} // namespace openwdf::cli
