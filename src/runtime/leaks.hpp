// What a driver left behind when it was unloaded: pool memory, IRPs. Windows finds it with Driver
// Verifier's pool tracking (bug check 0xC4, P1 0x62); here it is reported, and freed with the
// machine.
#pragma once

#include "loader/module.hpp"
#include "nt/executive.hpp"

namespace openwdf::runtime {

// Precondition: the driver's Unload ran and its framework objects are gone.
void report_leaks(nt::Executive& executive, const loader::Module& module,
                  const gate::DriverIdentity& driver);

} // namespace openwdf::runtime
