#include "exec/sim/carrier.hpp"

#include "exec/sim/baton.hpp"
#include "exec/sim/fiber.hpp"

namespace openwdf::exec {

std::unique_ptr<Carrier> Carrier::of_caller(Kind kind)
{
    if (kind == Kind::fiber)
        return std::make_unique<Fiber>();
    return std::make_unique<BatonThread>();
}

std::unique_ptr<Carrier> Carrier::make(Kind kind, const char* name, Entry entry, void* argument)
{
    if (kind == Kind::fiber)
        return std::make_unique<Fiber>(entry, argument);
    return std::make_unique<BatonThread>(name, entry, argument);
}

} // namespace openwdf::exec
