#include "cli/run.hpp"

#include "cli/exit.hpp"
#include "cli/session.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace openwdf::cli {

namespace {

void write_trace(const Machine& machine, const std::string& where)
{
    if (where.empty())
        return;
    const std::string text = trace_text(machine.trace());
    if (where == "-")
        fmt::print(stderr, "{}", text);
    else
        std::ofstream(where) << text;
    if (machine.dropped_trace_events() != 0)
        fmt::print(stderr, "openwdf: the trace was full; {} later events are not in it\n",
                   machine.dropped_trace_events());
}

// The driver is broken; a program that goes on would only hide where.
[[noreturn]] void end_on_bug_check(const Machine* machine, const BugCheckReport& report,
                                   const RunOptions& options)
{
    std::fflush(stdout);
    fmt::print(stderr, "openwdf: {}", report.text());
    if (machine != nullptr)
        write_trace(*machine, options.trace);
    std::fflush(stderr);
    ::_exit(k_exit_bug_check);
}

class Run {
public:
    explicit Run(const RunOptions& options) : options_(options), machine_(machine_options()) {}

    int execute(const std::vector<Command>& commands);

private:
    MachineOptions machine_options();

    const RunOptions& options_;
    // Set while the machine is whole, for the bug check's callback.
    const Machine* running_ = nullptr;
    Machine machine_;
};

MachineOptions Run::machine_options()
{
    MachineOptions made;
    made.simulated = options_.simulated;
    made.seed = options_.seed;
    made.processors = options_.setup.processors;
    made.profile = profile_of(options_.setup);
    made.trace = !options_.trace.empty();
    made.on_bug_check = [this](const BugCheckReport& report) {
        end_on_bug_check(running_, report, options_);
    };
    return made;
}

int Run::execute(const std::vector<Command>& commands)
{
    running_ = &machine_;
    auto drivers = set_up(machine_, options_.setup);
    if (!drivers.ok())
        return refuse(drivers.error().message, k_exit_failed);
    int status = k_exit_ok;
    {
        Session session(machine_, options_.json);
        for (const Command& command : commands) {
            if (!session.run(command))
                status = k_exit_failed;
        }
    }
    for (auto& [name, driver] : drivers.value())
        driver.unload();
    for (const ContractReport& report : machine_.reports()) {
        fmt::print(stderr, "openwdf: broken contract: {}", report.text_with_place());
        status = k_exit_failed;
    }
    write_trace(machine_, options_.trace);
    running_ = nullptr;
    return status;
}

} // namespace

int run(const RunOptions& options)
{
    auto commands = parse_commands(options.commands);
    if (!commands.ok())
        return refuse(commands.error().message + "\n" + k_command_help);
    Run machine_run(options);
    return machine_run.execute(commands.value());
}

} // namespace openwdf::cli
