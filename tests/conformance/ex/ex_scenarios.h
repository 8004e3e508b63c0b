/* The scenarios of all parts of this driver. */
#ifndef CONFORMANCE_EX_SCENARIOS_H
#define CONFORMANCE_EX_SCENARIOS_H

#include "ex.h"
#include "threads.h"

#define EX_DECLARE(name) NTSTATUS name(PSCENARIO Scenario);
EX_SCENARIOS(EX_DECLARE)

#endif
