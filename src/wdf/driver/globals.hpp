// What WdfDriverGlobals points to: the part drivers see, then ours. The globals tell which driver,
// and so which machine, a framework call belongs to.
#pragma once

#include "wdf/object/object.hpp"

#include <wdf.h>

#include <cstdint>

namespace openwdf::wdf {

class Driver;

struct Globals {
    WDF_DRIVER_GLOBALS visible{};
    Driver* driver = nullptr; // nullptr before WdfDriverCreate
    bool user_mode = false;   // UMDF 2
    // Here and not in Driver, because they outlive it: the driver is on its own ledger.
    exec::Lock<exec::Rank::object_tree> tree_lock;
    ObjectLedger ledger;
};

inline Globals& globals_of(PWDF_DRIVER_GLOBALS visible)
{
    return *reinterpret_cast<Globals*>(visible);
}

} // namespace openwdf::wdf
