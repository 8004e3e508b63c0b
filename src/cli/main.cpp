#include "cli/builtin_scenarios.hpp"
#include "cli/command.hpp"
#include "cli/doctor.hpp"
#include "cli/exit.hpp"
#include "cli/explore.hpp"
#include "cli/run.hpp"
#include "cli/scenario_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#ifndef OPENWDF_VERSION
#define OPENWDF_VERSION "development"
#endif

namespace openwdf::cli {

namespace {

const char* const k_run_examples =
    "Examples:\n"
    "  openwdf run reader.so --target '\\Device\\Source=file:/etc/hostname' \\\n"
    "      -- 'open \\\\.\\Reader; read 512'\n"
    "  openwdf run reader.so --target '\\Device\\Source=ram:1M' --sim --seed 7 --trace \\\n"
    "      -- 'open \\\\.\\Reader' 'write @0 text:hello' 'read 5 @0'\n"
    "  openwdf run reader.so --target '\\Device\\Source=file:/tmp/in' \\\n"
    "      -- 'open \\\\.\\Reader' 'copy 64K /tmp/out'\n"
    "\n"
    "Targets: null:, ram:SIZE[?sector=512&readonly=1], file:PATH[?as=disk&readonly=1],\n"
    "tty:PATH[?baud=9600&timeouts=...], unix:PATH[?listen=1], tcp:HOST:PORT[?listen=1],\n"
    "fifo:PATH[?direction=write], hid:DESCRIPTOR; each takes ?io=buffered|direct|neither.\n"
    "docs/targets.md describes them.\n"
    "Exit status: 0 all went well, 1 a command failed or a contract was broken, 2 usage, 3 bug\n"
    "check.\n";

void describe_setup(CLI::App& app, SetupOptions& options)
{
    app.add_option("DRIVER", options.drivers, "modules built with openwdf_add_driver")->required();
    app.add_option("--target", options.targets, "make a lower device: NTNAME=URI")
        ->type_name("NTNAME=URI")
        ->allow_extra_args(false);
    app.add_option("--device", options.devices, "add a root-enumerated device for DRIVER")
        ->type_name("DRIVER")
        ->allow_extra_args(false);
    app.add_option("--filter", options.filters, "put DRIVER on top of a target's device")
        ->type_name("DRIVER=NTNAME")
        ->allow_extra_args(false);
    app.add_option("--processors", options.processors, "virtual processors")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_option("--profile", options.profile,
                   "on: report every broken contract; windows: only what Windows notices")
        ->check(CLI::IsMember({"on", "windows"}))
        ->capture_default_str();
}

void describe_run(CLI::App& app, RunOptions& options)
{
    describe_setup(app, options.setup);
    app.add_flag("--sim", options.simulated, "virtual time; every choice comes from the seed");
    app.add_option("--seed", options.seed, "seed of a simulated run")->capture_default_str();
    app.add_option("--trace", options.trace,
                   "write each crossing and IRP step to FILE, or to standard error")
        ->type_name("[=FILE]");
    app.add_flag("--json", options.json, "one JSON object per command");
    app.footer(std::string(k_command_help) + "\n" + k_run_examples);
}

const char* const k_explore_examples =
    "\n"
    "LIBRARY.so:NAME is a C++ scenario, OPENWDF_SCENARIO(NAME) of <openwdf/scenario.hpp>.\n"
    "docs/explore.md describes both, and what is looked for.\n"
    "\n"
    "Examples:\n"
    "  openwdf explore race_cancel.so --scenario cancel.scenario --seeds 1..100000\n"
    "  openwdf explore race_cancel.so --scenario cancel.scenario --strategy priorities --time 1m\n"
    "  openwdf explore race_cancel.so --scenario cancel.scenario --seeds 17\n"
    "  openwdf explore race_cancel.so --scenario cancel --open '\\\\.\\Race' --seeds 1..\n"
    "\n"
    "Exit status: 0 every schedule went well, 1 one broke a contract, 2 usage, 3 one ended in a\n"
    "bug check, a deadlock, a crash, or never.\n";

std::string builtin_scenario_help()
{
    std::string text;
    for (const BuiltinScenario& scenario : builtin_scenarios())
        text += fmt::format("  {:10}  {}\n", scenario.name, scenario.what);
    return text;
}

void describe_explore(CLI::App& app, ExploreCommand& command)
{
    describe_setup(app, command.setup);
    app.add_option("--scenario", command.scenario,
                   "a scenario file, LIBRARY.so:NAME, or a NAME below")
        ->type_name("FILE|NAME")
        ->required();
    app.add_option("--open", command.device, "the device that a built-in scenario opens");
    app.add_option("--seeds", command.seeds, "FIRST..LAST, one seed, or FIRST.. for ever")
        ->capture_default_str();
    app.add_option("--time", command.time, "end after so long, e.g. 30s, 10m");
    app.add_option("--strategy", command.strategy, "random: random walk; priorities: PCT")
        ->check(CLI::IsMember({"random", "priorities"}))
        ->capture_default_str();
    app.add_option("--depth", command.depth, "priorities: ordering constraints to look for")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    app.add_option("--steps", command.steps, "priorities: decisions that a run is expected to have")
        ->capture_default_str();
    app.add_option("--step-budget", command.step_budget, "a longer run is taken for endless")
        ->capture_default_str();
    app.add_option("--fail-transfers", command.failing_transfers,
                   "so many of a thousand transfers of files end with an I/O error")
        ->check(CLI::Range(0, 1000));
    app.add_option("--fail-allocations", command.failing_allocations,
                   "so many of a thousand allocations that a driver asks for fail")
        ->check(CLI::Range(0, 1000));
    app.add_option("--failures", command.failures, "end after so many failed schedules")
        ->capture_default_str();
    app.add_option("--jobs", command.jobs, "processes; 0: one for each processor")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
    app.add_option("--replay", command.replay, "repeat these choices, as a failure printed them");
    app.add_flag("--os-threads", command.os_threads,
                 "OS threads that take turns instead of fibers: slower, for debuggers and tools\n"
                 "that know no fibers; the same choices");
    app.add_flag("--find-races", command.find_races,
                 "ThreadSanitizer builds: data races of the driver, also those that only the\n"
                 "luck of the schedule hides");
    app.add_flag("--json", command.json, "one JSON object with everything");
    app.footer(std::string(k_scenario_help) + "\nBuilt-in scenarios, for the device of --open:\n" +
               builtin_scenario_help() + k_explore_examples);
}

// As a shell takes it for one word.
std::string quote_word(const std::string& word)
{
    const bool plain =
        !word.empty() &&
        word.find_first_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:,+-@%") ==
            std::string::npos;
    if (plain)
        return word;
    std::string quoted = "'";
    for (const char letter : word)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

// What a reproducer repeats of the command line: everything but which schedules, and how.
std::string words_to_repeat(int count, char** values)
{
    const std::vector<std::string> dropped{"--seeds", "--time", "--jobs", "--failures", "--replay"};
    std::string text;
    for (int index = 2; index < count; ++index) {
        const std::string word = values[index];
        const std::string name = word.substr(0, word.find('='));
        if (std::find(dropped.begin(), dropped.end(), name) != dropped.end()) {
            index += name == word ? 1 : 0;
            continue;
        }
        if (word != "--json")
            text += (text.empty() ? "" : " ") + quote_word(word);
    }
    return text;
}

const char* const k_doctor_examples =
    "PATH: a .vcxproj, a `sources` file, C or C++ files (one KMDF project together), or a folder:\n"
    "every driver project below it. Nothing is written to the source tree.\n"
    "\n"
    "Examples:\n"
    "  openwdf doctor driver/MyDriver.vcxproj\n"
    "  openwdf doctor --all --compiler clang .\n"
    "  openwdf doctor --json driver | jq '.projects[] | select(.compiles | not) | .name'\n"
    "\n"
    "Exit status: 0 everything compiles, 1 something does not, 2 usage or nothing to examine.\n"
    "Remarks (long, not implemented functions) do not change it.\n";

void describe_doctor(CLI::App& app, DoctorOptions& options)
{
    app.add_option("PATH", options.paths, "what to examine")->required();
    app.add_option("--compiler", options.compiler, "g++ or clang++, by name or path")
        ->type_name("NAME");
    app.add_option("--headers", options.headers, "the folder with crt, shared, wdf, km and um")
        ->type_name("DIR");
    app.add_option("--jobs", options.jobs, "projects at a time; 0: one for each processor")
        ->check(CLI::Range(0, 256))
        ->capture_default_str();
    app.add_flag("--all", options.all, "print every finding, not the first ten of a kind");
    app.add_flag("--json", options.json, "one JSON object with everything");
    app.add_flag("--keep", options.keep, "keep the rewritten copies that were compiled");
    app.footer(k_doctor_examples);
}

struct Arguments {
    std::vector<std::string> own;
    std::vector<std::string> commands;
};

// CLI11 would take what stands behind `--` for more drivers, and the word behind a bare --trace
// for its value.
Arguments split_arguments(int count, char** values)
{
    Arguments arguments;
    const std::vector<std::string> all(values + 1, values + count);
    const auto end = std::find(all.begin(), all.end(), "--");
    // CLI11 takes its vector from the back.
    arguments.own.assign(std::make_reverse_iterator(end), all.rend());
    std::replace(arguments.own.begin(), arguments.own.end(), std::string("--trace"),
                 std::string("--trace=-"));
    if (end != all.end())
        arguments.commands.assign(end + 1, all.end());
    return arguments;
}

int main_of(int count, char** values)
{
    CLI::App app("OpenWDF: Windows drivers in an ordinary Linux process", "openwdf");
    app.set_version_flag("--version", "openwdf " OPENWDF_VERSION);
    app.require_subcommand(1);
    app.footer("openwdf COMMAND --help shows examples.");

    RunOptions options;
    CLI::App& run_app = *app.add_subcommand("run", "load drivers and make requests");
    describe_run(run_app, options);

    ExploreCommand explore_command;
    CLI::App& explore_app =
        *app.add_subcommand("explore", "find a driver's races: one scenario, many interleavings");
    describe_explore(explore_app, explore_command);

    std::string filter;
    bool json = false;
    CLI::App& compat_app = *app.add_subcommand("compat", "which functions work");
    compat_app.add_option("FILTER", filter, "part of a function's name");
    compat_app.add_flag("--json", json, "a JSON array");
    compat_app.footer("Examples:\n  openwdf compat WdfIoTargetSend\n  openwdf compat --json\n");

    DoctorOptions doctor_options;
    CLI::App& doctor_app =
        *app.add_subcommand("doctor", "does a driver project compile, and what does it miss?");
    describe_doctor(doctor_app, doctor_options);

    Arguments arguments = split_arguments(count, values);
    options.commands = std::move(arguments.commands);
    try {
        app.parse(std::move(arguments.own));
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? k_exit_ok : k_exit_usage;
    }
    if (doctor_app.parsed())
        return doctor(doctor_options);
    if (explore_app.parsed()) {
        explore_command.replays = explore_app.count("--replay") != 0;
        explore_command.own_words = words_to_repeat(count, values);
        return explore(explore_command);
    }
    return run_app.parsed() ? run(options) : compat(filter, json);
}

} // namespace

} // namespace openwdf::cli

int main(int count, char** values)
{
    return openwdf::cli::main_of(count, values);
}
