// Reports as the harness shows them: code addresses become driver source lines. Slow (debug
// information is read), so it is done when somebody asks.
#pragma once

#include "gate/report.hpp"
#include "openwdf/report.hpp"

namespace openwdf::runtime {

// The line of a driver that `return_address` returns to, as far as its module has line tables.
std::optional<SourceLine> find_line(const void* return_address);
// "file:line in function".
std::string place_text(const SourceLine& source);

BugCheckReport copy_report(const gate::BugCheckReport& report);
Standpoint copy_standpoint(const gate::Standpoint& standpoint);
ContractReport copy_report(const gate::Report& report);
// "last call DDI at file:line in function"; "" when there was none.
std::string last_call_text(const gate::Standpoint& standpoint);

} // namespace openwdf::runtime
