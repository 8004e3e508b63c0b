/* What the executive support offers beside locks of threads: see the other files. */
#include "ex_scenarios.h"

DEFINE_SCENARIOS(EX_SCENARIOS)
