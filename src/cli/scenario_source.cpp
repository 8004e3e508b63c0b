#include "cli/scenario_source.hpp"

#include "cli/builtin_scenarios.hpp"
#include "cli/play.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace openwdf::cli {

namespace {

// Targets, drivers and devices as the command line says, then the text's steps.
Outcome<Scenario> scenario_of_text(const ExploreCommand& command, const std::string& text)
{
    auto parsed = ScenarioText::parse(text);
    if (!parsed.ok())
        return Error{0, fmt::format("{}: {}", command.scenario, parsed.error().message)};
    return Scenario([&command, steps = std::move(parsed.value())](Machine& machine) {
        auto drivers = set_up(machine, command.setup);
        if (!drivers.ok()) {
            // A machine that stopped in DriverEntry has its own story, and where memory is scarce
            // a driver may refuse to load.
            if (!machine.bug_check().has_value() && command.failing_allocations == 0)
                machine.fail(drivers.error().message);
            return;
        }
        play(machine, drivers.value(), steps, command.failing_allocations != 0);
    });
}

Outcome<Scenario> scenario_of_file(const ExploreCommand& command)
{
    std::ifstream file(command.scenario);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file)
        return Error{0, fmt::format("the scenario '{}' cannot be read", command.scenario)};
    return scenario_of_text(command, text);
}

Outcome<Scenario> builtin_scenario(const ExploreCommand& command, const BuiltinScenario& known)
{
    if (command.device.empty())
        return Error{0, fmt::format("the scenario '{}' needs --open NAME: the device that it opens",
                                    command.scenario)};
    // As Driver::name() gives it.
    const std::string driver = std::filesystem::path(command.setup.drivers.front()).stem();
    return scenario_of_text(command, fill_in(known, command.device, driver));
}

Outcome<Scenario> scenario_of_library(const ExploreCommand& command, std::size_t colon)
{
    using Function = void (*)(Machine&, const std::string&);
    const std::string path = command.scenario.substr(0, colon);
    const std::string name = command.scenario.substr(colon + 1);
    if (command.setup.drivers.size() != 1)
        return Error{0, "a scenario of a library takes one driver"};
    void* library =
        ::dlopen(path.find('/') == std::string::npos ? ("./" + path).c_str() : path.c_str(),
                 RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return Error{0, ::dlerror()};
    const auto function =
        reinterpret_cast<Function>(::dlsym(library, ("openwdf_scenario_" + name).c_str()));
    if (function == nullptr)
        return Error{0, fmt::format("{} has no OPENWDF_SCENARIO({})", path, name)};
    return Scenario([function, driver = command.setup.drivers.front()](Machine& machine) {
        function(machine, driver);
    });
}

Error unknown(const std::string& name)
{
    std::string known;
    for (const BuiltinScenario& scenario : builtin_scenarios())
        known += fmt::format("{}{}", known.empty() ? "" : ", ", scenario.name);
    return {0, fmt::format("the scenario '{}' is no file that can be read, and none of {}", name,
                           known)};
}

} // namespace

Outcome<Scenario> make_scenario(const ExploreCommand& command)
{
    const std::size_t colon = command.scenario.rfind(".so:");
    if (colon != std::string::npos)
        return scenario_of_library(command, colon + 3);
    if (std::filesystem::is_regular_file(command.scenario))
        return scenario_of_file(command);
    const BuiltinScenario* known = find_builtin_scenario(command.scenario);
    return known == nullptr ? unknown(command.scenario) : builtin_scenario(command, *known);
}

} // namespace openwdf::cli
