// A scenario for `openwdf explore DRIVER --scenario LIBRARY.so:NAME`: a small program against the
// harness in a shared library that links OpenWDF::openwdf.
//
//   OPENWDF_SCENARIO(two_readers)
//   {
//       openwdf::Driver driver = machine.load(driver_path).value();
//       ...
//   }
#pragma once

#include "openwdf/explore.hpp"

// The body's parameters are `openwdf::Machine& machine` and `const std::string& driver_path`, the
// path of DRIVER as the command line gave it.
#define OPENWDF_SCENARIO(name)                                                                     \
    extern "C" __attribute__((visibility("default"))) void openwdf_scenario_##name(                \
        openwdf::Machine& machine, const std::string& driver_path)
