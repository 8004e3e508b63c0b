#include "cli/run.hpp"

#include "cli/session.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <map>
#include <unistd.h>

namespace openwdf::cli {

namespace {

int fail(const std::string& message, int status)
{
    fmt::print(stderr, "openwdf: {}\n", message);
    return status;
}

struct Pair {
    std::string left;
    std::string right;
};

// "LEFT=RIGHT" at the first '='; URIs have more of them.
Outcome<Pair> split_pair(const std::string& text, const char* form)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        return Error{0, fmt::format("'{}' is not {}", text, form)};
    return Pair{text.substr(0, equals), text.substr(equals + 1)};
}

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
    Outcome<void> add_targets();
    Outcome<void> load_drivers();
    Outcome<void> add_devices();
    Outcome<void> filter_targets();
    Outcome<Driver*> find_driver(const std::string& name);
    Outcome<void> set_up();

    const RunOptions& options_;
    // Set while the machine is whole, for the bug check's callback.
    const Machine* running_ = nullptr;
    Machine machine_;
    std::map<std::string, Driver> drivers_;
};

MachineOptions Run::machine_options()
{
    MachineOptions made;
    made.simulated = options_.simulated;
    made.seed = options_.seed;
    made.processors = options_.processors;
    made.profile = options_.profile == "windows" ? Profile::windows : Profile::on;
    made.trace = !options_.trace.empty();
    made.on_bug_check = [this](const BugCheckReport& report) {
        end_on_bug_check(running_, report, options_);
    };
    return made;
}

Outcome<void> Run::add_targets()
{
    for (const std::string& text : options_.targets) {
        auto pair = split_pair(text, "NTNAME=URI, e.g. --target '\\Device\\Source=ram:1M'");
        if (!pair.ok())
            return pair.error();
        auto added = machine_.add_target(pair.value().left, pair.value().right);
        if (!added.ok())
            return added;
    }
    return {};
}

Outcome<void> Run::load_drivers()
{
    for (const std::string& path : options_.drivers) {
        auto driver = machine_.load(path);
        if (!driver.ok())
            return driver.error();
        const std::string name = driver.value().name();
        drivers_.emplace(name, std::move(driver.value()));
    }
    return {};
}

Outcome<Driver*> Run::find_driver(const std::string& name)
{
    const auto found = drivers_.find(name);
    if (found != drivers_.end())
        return &found->second;
    std::string known;
    for (const auto& [loaded, driver] : drivers_)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", loaded);
    return Error{0, fmt::format("there is no driver '{}'; loaded are {}", name, known)};
}

Outcome<void> Run::add_devices()
{
    for (const std::string& name : options_.devices) {
        auto driver = find_driver(name);
        if (!driver.ok())
            return driver.error();
        auto device = driver.value()->add_device();
        if (!device.ok())
            return device.error();
    }
    return {};
}

Outcome<void> Run::filter_targets()
{
    for (const std::string& text : options_.filters) {
        auto pair = split_pair(text, "DRIVER=NTNAME, e.g. --filter 'reader=\\Device\\Source'");
        if (!pair.ok())
            return pair.error();
        auto driver = find_driver(pair.value().left);
        if (!driver.ok())
            return driver.error();
        auto device = driver.value()->filter(pair.value().right);
        if (!device.ok())
            return device.error();
    }
    return {};
}

Outcome<void> Run::set_up()
{
    using Step = Outcome<void> (Run::*)();
    for (const Step step :
         {&Run::add_targets, &Run::load_drivers, &Run::add_devices, &Run::filter_targets}) {
        auto done = (this->*step)();
        if (!done.ok())
            return done;
    }
    return {};
}

int Run::execute(const std::vector<Command>& commands)
{
    running_ = &machine_;
    if (auto ready = set_up(); !ready.ok())
        return fail(ready.error().message, k_exit_failed);
    int status = k_exit_ok;
    {
        Session session(machine_, options_.json);
        for (const Command& command : commands) {
            if (!session.run(command))
                status = k_exit_failed;
        }
    }
    for (auto& [name, driver] : drivers_)
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
        return fail(commands.error().message + "\n" + k_command_help, k_exit_usage);
    Run machine_run(options);
    return machine_run.execute(commands.value());
}

} // namespace openwdf::cli
