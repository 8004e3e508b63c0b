// What WdfDriverGlobals points to: the part drivers see, then ours. The globals tell which driver,
// and so which machine, a framework call belongs to.
#pragma once

#include "wdf/driver/worker_runs.hpp"
#include "wdf/object/dispose_list.hpp"
#include "wdf/object/object.hpp"

#include <wdf.h>

#include <cstdint>

namespace openwdf::wdf {

class Driver;

struct Globals {
    WDF_DRIVER_GLOBALS visible{};
    Driver* driver = nullptr; // nullptr before WdfDriverCreate
    bool user_mode = false;   // UMDF 2
    ULONG version_minor = 0;  // that the driver was built for
    // Here and not in Driver, because they outlive it: the driver is on its own ledger.
    exec::Lock<exec::Rank::object_tree> tree_lock;
    ObjectLedger ledger;
    DisposeList dispose_list;
    WorkerRuns worker_runs;

    // Whether the driver was built for KMDF 1.`minor` or later, or for UMDF 2.
    bool version_at_least(ULONG minor) const { return user_mode || version_minor >= minor; }
};

inline Globals& globals_of(PWDF_DRIVER_GLOBALS visible)
{
    return *reinterpret_cast<Globals*>(visible);
}

} // namespace openwdf::wdf
