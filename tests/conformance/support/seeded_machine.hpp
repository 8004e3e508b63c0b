// A simulated machine of one seed, for tests in which two threads meet in every order.
#pragma once

#include "support/fixture.hpp"

namespace conformance {

struct SeededMachine {
    explicit SeededMachine(std::uint64_t seed) : machine(options_of(seed)) {}

    openwdf::IoResult run(unsigned scenario)
    {
        return machine.open("\\\\.\\Conformance").value().ioctl(scenario_code(scenario));
    }

    std::string printed; // by drivers; they may while the machine ends
    openwdf::Machine machine;

private:
    openwdf::MachineOptions options_of(std::uint64_t seed)
    {
        openwdf::MachineOptions options;
        options.simulated = true;
        options.seed = seed;
        options.debug_print = [this](std::string_view text) { printed += text; };
        return options;
    }
};

} // namespace conformance
