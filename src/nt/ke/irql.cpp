#include "nt/ke/irql.hpp"

#include "exec/processor.hpp"
#include "gate/border.hpp"
#include "gate/stop.hpp"

#include <fmt/format.h>

namespace openwdf::nt::ke {

KIRQL raise_irql(gate::ThreadContext& context, KIRQL level)
{
    const KIRQL previous = context.irql;
    if (level < previous || level > exec::k_high_level) [[unlikely]]
        gate::bug_check(
            IRQL_NOT_GREATER_OR_EQUAL, previous, level, 0, 0,
            fmt::format("a raise to IRQL {} at IRQL {}: raising cannot lower", level, previous));
    exec::raise_irql(context, level);
    return previous;
}

void lower_irql(gate::ThreadContext& context, KIRQL level)
{
    if (level > context.irql) [[unlikely]]
        gate::bug_check(IRQL_NOT_LESS_OR_EQUAL, context.irql, level, 0, 0,
                        fmt::format("IRQL {} cannot be lowered to {}", context.irql, level));
    exec::lower_irql(context, level);
}

} // namespace openwdf::nt::ke
