// The data races that ThreadSanitizer found while a machine ran, as a broken contract.
#pragma once

#include "gate/border.hpp"

#include <cstdint>

namespace openwdf::runtime {

class DataRaces {
public:
    // Counts from now on. What another machine of the process runs into meanwhile counts, too.
    DataRaces();

    // Reports the new ones once ("data-race").
    void report(gate::Border& border);

private:
    std::uint64_t seen_;
};

} // namespace openwdf::runtime
