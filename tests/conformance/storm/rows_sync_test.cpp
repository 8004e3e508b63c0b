// Timers, DPCs, work items and locks: the pages of wdftimer.h, wdfdpc.h, wdfworkitem.h, wdfsync.h.
#include "storm/rows.hpp"

namespace conformance::storm {
namespace {

constexpr unsigned k_timed = 3; // timer, DPC, work item
constexpr std::uint64_t k_long_max = 0x7FFFFFFF;
constexpr std::uint64_t k_dispatch_level = 2;

void add_configurations(std::vector<Row>& rows)
{
    const auto foreign = [](Random& r) { return r.foreign_size(); };
    const auto too_long = [](Random& r) { return r.between(k_long_max + 1, 0xFFFFFFFF); };
    const auto some = [](Random& r) { return r.between(1, 1 << 20); };
    rows.push_back(says("ParentMissing", which_of(k_timed), k_wdf_parent_not_specified));
    rows.push_back(says("ParentWithoutDevice", which_of(k_timed), k_invalid_device_request));
    rows.push_back(says("ConfigSize", which_and(k_timed, foreign), k_info_length_mismatch));
    rows.push_back(says("TimerPeriod", which_and(1, too_long), k_invalid_parameter));
    rows.push_back(says("TimerTolerance", which_and(1, some), k_invalid_parameter));
    rows.push_back(says("PeriodicPassiveTimer", which_and(1, some), k_not_supported));
    rows.push_back(says("WorkItemWithoutFunction", which_of(1), k_invalid_parameter));
    rows.push_back(says("SerializedAtAnotherLevel", which_of(4), k_wdf_incompatible_level));
}

void add_callbacks(std::vector<Row>& rows)
{
    rows.push_back({"WaitInOwnCallback", which_of(2), [](const STORM_ORDER& order) {
                        return report(order.Which == 0 ? "timer-stop-in-callback"
                                                       : "work-item-flush-in-callback");
                    }});
    rows.push_back(
        always("DeleteTimerInCallback", which_of(1), report("timer-deleted-in-callback")));
    rows.push_back({"StartWhileDeleted", which_of(2), [](const STORM_ORDER& order) {
                        return report(order.Which == 0 ? "timer-deleted" : "work-item-deleted");
                    }});
    rows.push_back(always("WaitingCallAtDispatch", which_of(5), report("irql-passive")));
    rows.push_back(always("CallAboveCeiling", which_of(6), report("irql-ceiling")));
}

void add_locks(std::vector<Row>& rows)
{
    constexpr std::uint32_t k_spin_lock_already_owned = 0x0F;
    rows.push_back(always("SpinLockTwice", which_of(1), stop(k_spin_lock_already_owned)));
    rows.push_back(always("SpinLockUnheld", which_of(1),
                          stop(k_wdf_violation, k_invalid_lock_operation, std::nullopt, 1)));
    rows.push_back(always("WaitLockUnheld", which_of(1), report("wait-lock-not-held")));
    Expectation twice = report("wait-lock-taken-twice");
    twice.status = k_timeout;
    rows.push_back(always("WaitLockTwice", which_of(1), twice));
    rows.push_back(says("WaitLockPolledTwice", which_of(1), k_timeout));
    rows.push_back(always("ObjectWithoutLock", which_of(2),
                          stop(k_wdf_violation, k_invalid_lock_operation, std::nullopt, 0)));
    rows.push_back(always("ObjectLockTwice", which_of(2), stop(k_wdf_violation, k_recursive_lock)));
    rows.push_back(always("ObjectLockUnheld", which_of(2), report("lock-not-held")));
    rows.push_back(always("CallbackStaysRaised", which_of(2),
                          stop(k_wdf_violation, k_irql_imbalance, 0, k_dispatch_level)));
    rows.push_back(always("CallbackKeepsLock", which_of(2),
                          stop(k_wdf_violation, k_critical_region_imbalance)));
}

} // namespace

void add_sync(std::vector<Row>& rows)
{
    add_configurations(rows);
    add_callbacks(rows);
    add_locks(rows);
}

} // namespace conformance::storm
