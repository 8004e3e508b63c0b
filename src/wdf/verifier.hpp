// What the framework's verifier checks at run time: on in the profile "on", off in "windows", which
// has Microsoft's defaults.
#pragma once

#include "gate/border.hpp"

#include <fmt/format.h>

namespace openwdf::wdf {

// False, with a report, when `action` needs PASSIVE_LEVEL and the caller is above; the call then
// returns what the source returns with its verifier on. Without the verifier nothing is checked.
inline bool passive_enough(gate::ThreadContext& context, const char* action)
{
    if (context.irql == exec::k_passive_level ||
        context.border->profile() == gate::Profile::windows)
        return true;
    context.border->report("irql-passive",
                           fmt::format("{} at IRQL {}: it needs PASSIVE_LEVEL, and was refused",
                                       action, context.irql));
    return false;
}

} // namespace openwdf::wdf
