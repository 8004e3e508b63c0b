#include "goals/rounds.hpp"

#include "goals/cases.hpp"
#include "goals/fail.hpp"

#include <algorithm>
#include <chrono>

namespace openwdf::bench {

namespace {

constexpr double k_nanoseconds_per_second = 1e9;

struct Turn {
    std::string name;
    std::uint64_t operations;
    Run run;
};

double nanoseconds_of(const Turn& turn)
{
    const auto start = std::chrono::steady_clock::now();
    turn.run(turn.operations);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    return took.count() / static_cast<double>(turn.operations);
}

std::vector<Turn> prepare(const std::vector<std::string>& names, const Settings& settings,
                          Progress& progress)
{
    std::vector<Turn> turns;
    for (const std::string& name : names) {
        progress.detail("preparing " + name);
        const Case* one = find_case(name);
        if (one == nullptr)
            fail("no case " + name);
        turns.push_back(
            {name, settings.quick ? one->quick_operations : one->operations, one->make(settings)});
        turns.back().run(one->quick_operations);
    }
    return turns;
}

} // namespace

Statistic statistic_of(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {median, values.front(), values.back()};
}

Statistic Samples::nanoseconds(const std::string& name) const
{
    return statistic_of(samples_.at(name));
}

Statistic Samples::ratio(const std::string& name, const std::string& relative_to) const
{
    std::vector<double> ratios = samples_.at(name);
    const std::vector<double>& base = samples_.at(relative_to);
    std::transform(ratios.begin(), ratios.end(), base.begin(), ratios.begin(),
                   [](double one, double other) { return one / other; });
    return statistic_of(std::move(ratios));
}

Statistic Samples::per_second(const std::string& name) const
{
    std::vector<double> rates = samples_.at(name);
    for (double& value : rates)
        value = k_nanoseconds_per_second / value;
    return statistic_of(std::move(rates));
}

Samples measure(const std::vector<std::string>& names, const Settings& settings, Progress& progress)
{
    const std::vector<Turn> turns = prepare(names, settings, progress);
    Samples samples;
    for (unsigned round = 1; round <= settings.rounds; ++round) {
        progress.step(fmt::format("round {} of {}", round, settings.rounds));
        for (const Turn& turn : turns) {
            progress.detail(fmt::format("round {} of {}: {}", round, settings.rounds, turn.name));
            samples.add(turn.name, nanoseconds_of(turn));
        }
    }
    return samples;
}

} // namespace openwdf::bench
