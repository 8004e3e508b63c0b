// What an application does to each of the drivers, in three variants.
#pragma once

#include "openwdf/explore.hpp"

#include <string>
#include <vector>

namespace races {

struct Variant {
    const char* name;
    unsigned readers;
    unsigned writers;
    std::chrono::microseconds latency; // of the driver's timer
    const char* thread_prefix;
    const char* module_name; // the driver's own, when it is not called as its file is
};

inline const std::vector<Variant>& variants()
{
    using std::chrono::microseconds;
    static const std::vector<Variant> all{
        {"Pair", 1, 1, microseconds(100), "", ""},
        {"Crowd", 3, 2, microseconds(5), "worker ", ""},
        {"Slow", 2, 1, microseconds(4000), "Z", "renamed"},
    };
    return all;
}

struct Race {
    const char* name;
    const char* racy;      // path of the module
    const char* corrected; // of its twin
    void (*run)(openwdf::Machine&, const std::string& module, const Variant&);
};

const std::vector<Race>& all();

} // namespace races
