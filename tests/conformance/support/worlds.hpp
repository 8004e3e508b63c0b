// Worlds for tests of what only virtual time makes certain.
#pragma once

#include <openwdf/gtest.hpp>

namespace conformance {

inline std::vector<openwdf::World> simulated_worlds()
{
    std::vector<openwdf::World> worlds = openwdf::all_worlds();
    worlds.erase(worlds.begin());
    return worlds;
}

} // namespace conformance
