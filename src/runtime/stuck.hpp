// The stories of machines that do not end: a deadlock, or a run past its step budget.
#pragma once

#include "gate/report.hpp"

#include "exec/scheduler.hpp"

namespace openwdf::runtime {

// Who waits for what, who has it, and where each of them stands in the driver.
gate::BugCheck describe_deadlock(const exec::DeadlockReport& report);
gate::BugCheck describe_endless_run(std::uint64_t steps);

} // namespace openwdf::runtime
