// WDFDRIVER: the root of a driver's object tree.
#pragma once

#include "nt/executive.hpp"
#include "nt/io/driver.hpp"
#include "wdf/driver/globals.hpp"
#include "wdf/object/object.hpp"
#include "wdf/sync/scope.hpp"

namespace openwdf::wdf {

class Driver final : public Object {
public:
    static constexpr Kind k_kind = Kind::driver;

    // A driver is its own root; `self` of create_object is unused.
    Driver(Driver* self, Globals& globals, nt::io::DriverRecord& record,
           const WDF_DRIVER_CONFIG& config, const Constraints& constraints);

    // WdfDriverCreate. STATUS_DRIVER_INTERNAL_ERROR on a second call for one driver.
    static NTSTATUS create(gate::ThreadContext& context, Globals& globals,
                           DRIVER_OBJECT* driver_object, const UNICODE_STRING* registry_path,
                           const WDF_OBJECT_ATTRIBUTES* attributes, const WDF_DRIVER_CONFIG& config,
                           WDFDRIVER* handle);

    bool deletable_by_driver() const override { return false; }
    bool needs_passive_dispose() const override { return true; }

    nt::Executive& executive() const { return record_.header.executive; }
    gate::Border& border() const { return border_; }
    nt::io::DriverRecord& record() const { return record_; }
    const gate::DriverIdentity& identity() const { return record_.identity; }
    Globals& globals() const { return globals_; }
    const WDF_DRIVER_CONFIG& config() const { return config_; }
    const Constraints& constraints() const { return constraints_; }
    exec::Lock<exec::Rank::object_tree>& tree_lock() { return globals_.tree_lock; }
    ObjectLedger& ledger() { return globals_.ledger; }
    DisposeList& dispose_list() { return globals_.dispose_list; }
    WorkerRuns& worker_runs() { return globals_.worker_runs; }
    ULONG pool_tag() const { return globals_.visible.DriverTag; }

private:
    Globals& globals_;
    nt::io::DriverRecord& record_;
    gate::Border& border_;
    WDF_DRIVER_CONFIG config_;
    Constraints constraints_;
};

// Whether the loaded framework has this version: the tables hold KMDF 1.33 and UMDF 2.33.
bool version_available(const Globals& globals, ULONG major, ULONG minor);

} // namespace openwdf::wdf
