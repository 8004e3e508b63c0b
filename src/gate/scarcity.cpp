#include "gate/scarcity.hpp"

namespace openwdf::gate {

bool scarcity_strikes(const ThreadContext& context)
{
    return context.driver != nullptr && context.border->scarcity()->strikes();
}

} // namespace openwdf::gate
