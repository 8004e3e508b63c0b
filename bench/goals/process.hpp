// What the process does to itself before it measures, and what it knows of where it runs.
#pragma once

#include "goals/report.hpp"

namespace openwdf::bench {

int last_allowed_cpu();
// Before the first thread: each inherits it.
void pin(int cpu);
// A machine then does without rings (host/linux/plain_port.hpp), which synchronous requests on
// cached files never enter.
void refuse_io_uring();
Environment find_environment(int cpu);

} // namespace openwdf::bench
