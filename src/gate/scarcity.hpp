// Allocations that fail by chance, as Driver Verifier's low resources simulation makes them fail:
// what a driver does with STATUS_INSUFFICIENT_RESOURCES is hardly ever tested otherwise. Simulated
// machines only; everything follows from the seed.
#pragma once

#include "base/random.hpp"
#include "gate/border.hpp"

namespace openwdf::gate {

class Scarcity {
public:
    // `per_mille`: of a thousand allocations that a driver asks for, so many fail.
    Scarcity(std::uint64_t seed, std::uint32_t per_mille) : random_(seed), per_mille_(per_mille) {}

    bool strikes() { return random_.happens(per_mille_); }

private:
    base::Random random_;
    const std::uint32_t per_mille_;
};

[[gnu::cold]] bool scarcity_strikes(const ThreadContext& context);

// Whether an allocation that the code of a driver asked for is to fail. Never for the runtime's
// own, nor for those of an application.
inline bool allocation_fails(const ThreadContext& context)
{
    return (context.border->features() & k_scarce) != 0 && scarcity_strikes(context);
}

} // namespace openwdf::gate
