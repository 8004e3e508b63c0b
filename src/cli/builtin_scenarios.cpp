#include "cli/builtin_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::cli {

namespace {

// A sleep of a second ends when nobody can run any more, so the last cancels of `cancel` find every
// request that still waits.
constexpr BuiltinScenario k_scenarios[] = {
    {"open-close", "three threads open and close the device",
     R"(thread opener x3
  open {device}
  close
  open {device}
  close
)"},
    {"reads", "three threads read, each with a handle of its own",
     R"(thread reader x3
  open {device}
  read 16
  read 512 @4096
  close
)"},
    {"writes", "two threads write, one reads",
     R"(thread writer x2
  open {device}
  write @0 text:0123456789abcdef
  write @16 text:0123456789abcdef
  close
thread reader
  open {device}
  read 16
  close
)"},
    {"cancel", "reads and writes against their cancel",
     R"(open {device} as first
open {device} as second
thread reader
  read 16 on first
  read 16 on first
thread writer
  write @0 text:0123456789abcdef on second
  read 16 on second
thread canceller x2
  cancel first
  cancel second
  sleep 100us
  cancel first
  cancel second
  sleep 1s
  cancel first
  cancel second
  sleep 1s
  cancel first
  cancel second
)"},
    {"unload", "handles that are opened and closed while the driver goes",
     R"(thread opener x2
  open {device}
  close
thread unloader
  sleep 10us
  unload {driver}
)"},
};

} // namespace

std::span<const BuiltinScenario> builtin_scenarios()
{
    return k_scenarios;
}

const BuiltinScenario* find_builtin_scenario(std::string_view name)
{
    const auto* found = std::find_if(std::begin(k_scenarios), std::end(k_scenarios),
                                     [name](const auto& known) { return name == known.name; });
    return found == std::end(k_scenarios) ? nullptr : found;
}

std::string fill_in(const BuiltinScenario& scenario, const std::string& device,
                    const std::string& driver)
{
    return fmt::format(fmt::runtime(scenario.text), fmt::arg("device", device),
                       fmt::arg("driver", driver));
}

} // namespace openwdf::cli
