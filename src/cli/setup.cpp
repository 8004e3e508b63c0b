#include "cli/setup.hpp"

#include <fmt/format.h>

namespace openwdf::cli {

namespace {

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

class Setup {
public:
    Setup(Machine& machine, const SetupOptions& options) : machine_(machine), options_(options) {}

    Outcome<Drivers> run()
    {
        using Step = Outcome<void> (Setup::*)();
        for (const Step step : {&Setup::add_targets, &Setup::load_drivers, &Setup::add_devices,
                                &Setup::filter_targets}) {
            auto done = (this->*step)();
            if (!done.ok())
                return done.error();
        }
        return std::move(drivers_);
    }

private:
    Outcome<void> add_targets();
    Outcome<void> load_drivers();
    Outcome<void> add_devices();
    Outcome<void> filter_targets();
    Outcome<Driver*> find_driver(const std::string& name);

    Machine& machine_;
    const SetupOptions& options_;
    Drivers drivers_;
};

Outcome<void> Setup::add_targets()
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

Outcome<void> Setup::load_drivers()
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

Outcome<Driver*> Setup::find_driver(const std::string& name)
{
    const auto found = drivers_.find(name);
    if (found != drivers_.end())
        return &found->second;
    std::string known;
    for (const auto& [loaded, driver] : drivers_)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", loaded);
    return Error{0, fmt::format("there is no driver '{}'; loaded are {}", name, known)};
}

Outcome<void> Setup::add_devices()
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

Outcome<void> Setup::filter_targets()
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

} // namespace

Profile profile_of(const SetupOptions& options)
{
    return options.profile == "windows" ? Profile::windows : Profile::on;
}

Outcome<Drivers> set_up(Machine& machine, const SetupOptions& options)
{
    return Setup(machine, options).run();
}

} // namespace openwdf::cli
