#include "goals/report.hpp"

#include <fmt/format.h>

namespace openwdf::bench {

namespace {

// Three digits that mean something.
std::string number(double value)
{
    const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return fmt::format("{:.{}f}", value, decimals);
}

std::string bounds(const std::vector<double>& values)
{
    std::string text;
    for (const double value : values)
        text += fmt::format("{}{:g}", text.empty() ? "" : "; ", value);
    return text;
}

std::string figure(const std::optional<Statistic>& value)
{
    if (!value.has_value())
        return "-";
    return fmt::format("{} [{}..{}]", number(value->median), number(value->min),
                       number(value->max));
}

std::string time(const Samples& samples, const char* name)
{
    return fmt::format("{} {} ns", name, number(samples.nanoseconds(name).median));
}

std::string remark(const Goal& goal, const Samples& samples)
{
    std::string text;
    if (goal.source.has_value())
        text = time(samples, case_of(goal)) + "; ";
    else
        text = reason_of(goal) + (goal.peers.empty() ? "" : "; ");
    for (const char* peer : goal.peers)
        text +=
            fmt::format("{}{}", peer == goal.peers.front() ? "peers: " : ", ", time(samples, peer));
    return text;
}

void print_goal(const Goal& goal, const Report& report)
{
    const Samples& samples = report.samples;
    std::optional<Statistic> value;
    if (goal.source.has_value())
        value = figure_of(*goal.source, samples);
    fmt::print("{:<4} {:<72} {:<20} {:>8} {:>9} {:<8} {}\n", goal.id, goal.measure, figure(value),
               bounds(goal.bars), bounds(goal.goals),
               name_of(verdict_of(goal, value), report.settings), remark(goal, samples));
}

void print_companion(const Companion& companion, const Samples& samples)
{
    const Source& source = companion.source;
    fmt::print("{:<4} {:<72} {:<20} {}\n", companion.goal, companion.measure,
               figure(figure_of(source, samples)), time(samples, source.name));
}

} // namespace

const char* name_of(Verdict verdict, const Settings& settings)
{
    if (settings.quick && verdict != Verdict::not_yet)
        return "quick";
    switch (verdict) {
    case Verdict::met: return "met";
    case Verdict::missed: return "MISSED";
    case Verdict::not_yet: break;
    }
    return "not yet";
}

std::string reason_of(const Goal& goal)
{
    return *goal.waits_for == '\0' ? "the measure is not written yet"
                                   : fmt::format("waits for {}", goal.waits_for);
}

void print_text(const Report& report)
{
    const auto& [settings, environment, samples] = report;
    fmt::print("OpenWDF goals: {} rounds, cases in turn, CPU {}, file of {} MiB{}\n"
               "{}; Linux {}; {}\n\n"
               "{:<4} {:<72} {:<20} {:>8} {:>9} {:<8}\n",
               settings.rounds, environment.cpu, settings.file_bytes >> 20,
               settings.quick ? "; QUICK: these figures mean nothing" : "", environment.processor,
               environment.kernel, environment.build, "#", "measure", "figure [min..max]", "bar",
               "goal", "verdict");
    for (const Goal& goal : all_goals()) {
        if (settings.wants(goal.id))
            print_goal(goal, report);
    }
    fmt::print("\nMeasured beside them\n");
    for (const Companion& companion : all_companions()) {
        if (settings.wants(companion.goal))
            print_companion(companion, samples);
    }
}

} // namespace openwdf::bench
