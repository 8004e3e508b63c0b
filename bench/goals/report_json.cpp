#include "goals/report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openwdf::bench {

namespace {

using nlohmann::json;

json object_of(const Statistic& value)
{
    return {{"median", value.median}, {"min", value.min}, {"max", value.max}};
}

json object_of(const Goal& goal, const Report& report)
{
    const Samples& samples = report.samples;
    std::optional<Statistic> value;
    if (goal.source.has_value())
        value = figure_of(*goal.source, samples);
    json object{{"id", goal.id},
                {"measure", goal.measure},
                {"better", goal.better == Better::lower ? "lower" : "higher"},
                {"bar", goal.bars},
                {"goal", goal.goals},
                {"verdict", name_of(verdict_of(goal, value), report.settings)},
                {"peers", json::object()}};
    for (const char* peer : goal.peers)
        object["peers"][peer] = object_of(samples.nanoseconds(peer));
    if (value.has_value()) {
        object["figure"] = object_of(*value);
        object["nanoseconds"] = object_of(samples.nanoseconds(case_of(goal)));
    } else {
        object["figure"] = nullptr;
        object["reason"] = reason_of(goal);
    }
    return object;
}

json object_of(const Companion& companion, const Samples& samples)
{
    return {{"id", companion.goal},
            {"measure", companion.measure},
            {"figure", object_of(figure_of(companion.source, samples))},
            {"nanoseconds", object_of(samples.nanoseconds(companion.source.name))}};
}

} // namespace

void print_json(const Report& report)
{
    const auto& [settings, environment, samples] = report;
    json document{{"processor", environment.processor},
                  {"kernel", environment.kernel},
                  {"build", environment.build},
                  {"cpu", environment.cpu},
                  {"rounds", settings.rounds},
                  {"quick", settings.quick},
                  {"file_bytes", settings.file_bytes},
                  {"goals", json::array()},
                  {"beside", json::array()}};
    for (const Goal& goal : all_goals()) {
        if (settings.wants(goal.id))
            document["goals"].push_back(object_of(goal, report));
    }
    for (const Companion& companion : all_companions()) {
        if (settings.wants(companion.goal))
            document["beside"].push_back(object_of(companion, samples));
    }
    fmt::print("{}\n", document.dump(2));
}

} // namespace openwdf::bench
