#include "cli/play.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::cli {

namespace {

// Threads of a simulated machine take turns, so this needs no lock.
using Handles = std::map<std::string, std::shared_ptr<Handle>>;

// Of all threads.
struct Opens {
    std::string refused; // one that was; "" none
    bool succeeded = false;
};

class Player {
public:
    Player(Machine& machine, Drivers& drivers, Handles& shared, Opens& opens)
        : machine_(machine), drivers_(drivers), shared_(shared), opens_(opens)
    {
    }

    void run(const std::vector<ScenarioText::Step>& steps)
    {
        for (const auto& step : steps)
            std::visit([this](const auto& known) { run(known); }, step);
    }

    // What the main thread opened is everybody's.
    void publish()
    {
        for (auto& [name, handle] : own_)
            shared_[name] = handle;
    }

private:
    void run(const ScenarioText::Sleep& step) { machine_.sleep(step.time); }

    void run(const ScenarioText::Cancel& step)
    {
        if (Handle* handle = find(step.handle))
            (void)handle->cancel();
    }

    void run(const ScenarioText::Unload& step)
    {
        const auto driver = drivers_.find(step.driver);
        if (driver == drivers_.end())
            machine_.fail(fmt::format("unload {}: there is no such driver", step.driver));
        else
            driver->second.unload();
    }

    void run(const ScenarioText::Request& step)
    {
        if (step.command.verb == Command::Verb::open)
            open(step);
        else if (Handle* handle = find(step.handle))
            request(*handle, step.command);
    }

    void open(const ScenarioText::Request& step)
    {
        auto opened = machine_.open(step.command.name);
        if (!opened.ok()) { // the device may be gone: a status like any other
            opens_.refused = opened.error().message;
            return;
        }
        opens_.succeeded = true;
        latest_ = std::make_shared<Handle>(std::move(opened.value()));
        own_[step.handle] = latest_;
    }

    Handle* find(const std::string& name)
    {
        if (name.empty())
            return latest_.get();
        for (Handles* handles : {&own_, &shared_}) {
            if (const auto found = handles->find(name); found != handles->end())
                return found->second.get();
        }
        return nullptr;
    }

    static void request(Handle& handle, const Command& command)
    {
        std::vector<std::byte> buffer(command.length);
        switch (command.verb) {
        case Command::Verb::read: (void)handle.read(buffer, command.offset); break;
        case Command::Verb::write: (void)handle.write(command.data, command.offset); break;
        case Command::Verb::ioctl: (void)handle.ioctl(command.code, command.data, buffer); break;
        case Command::Verb::close: handle.close(); break;
        case Command::Verb::open:
        case Command::Verb::copy: break; // not here
        }
    }

    Machine& machine_;
    Drivers& drivers_;
    Handles& shared_;
    Opens& opens_;
    Handles own_;
    std::shared_ptr<Handle> latest_;
};

bool unloads(const std::vector<ScenarioText::Step>& steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const ScenarioText::Step& step) {
        return std::holds_alternative<ScenarioText::Unload>(step);
    });
}

bool unloads(const ScenarioText& scenario)
{
    return unloads(scenario.before) ||
           std::any_of(scenario.threads.begin(), scenario.threads.end(),
                       [](const auto& thread) { return unloads(thread.steps); });
}

} // namespace

void play(Machine& machine, Drivers& drivers, const ScenarioText& scenario, bool may_refuse)
{
    Handles shared;
    Opens opens;
    Player main(machine, drivers, shared, opens);
    main.run(scenario.before);
    main.publish();
    std::vector<Thread> threads;
    for (const ScenarioText::ThreadText& thread : scenario.threads)
        threads.push_back(machine.start(
            thread.name, [&] { Player(machine, drivers, shared, opens).run(thread.steps); }));
    for (Thread& thread : threads)
        thread.join();
    if (!opens.succeeded && !opens.refused.empty() && !may_refuse && !unloads(scenario))
        machine.fail("nothing could be opened: " + opens.refused);
}

} // namespace openwdf::cli
