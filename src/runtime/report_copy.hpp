// Reports as the harness shows them: code addresses become driver source lines. Slow (debug
// information is read), so it is done when somebody asks.
#pragma once

#include "gate/report.hpp"
#include "openwdf/report.hpp"

namespace openwdf::runtime {

BugCheckReport copy_report(const gate::BugCheckReport& report);
Standpoint copy_standpoint(const gate::Standpoint& standpoint);
ContractReport copy_report(const gate::Report& report);

} // namespace openwdf::runtime
