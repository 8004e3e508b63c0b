// Locks, work items, pool, objects and IRPs of the executive: nt-io-semantics and the pages of the
// bug checks. Where Windows corrupts memory in silence, a report.
#include "storm/rows.hpp"

namespace conformance::storm {
namespace {

constexpr std::uint32_t k_exception_not_handled = 0x1E;
constexpr std::uint32_t k_invalid_work_queue_item = 0x96;

void add_nt_locks(std::vector<Row>& rows)
{
    constexpr std::uint32_t k_spin_lock_already_owned = 0x0F;
    constexpr std::uint32_t k_spin_lock_not_owned = 0x10;
    constexpr std::uint64_t k_mutant_not_owned = 0xC0000046;
    constexpr std::uint64_t k_semaphore_limit_exceeded = 0xC0000047;
    rows.push_back(
        always("MutexUnowned", which_of(1), stop(k_exception_not_handled, k_mutant_not_owned)));
    rows.push_back(always("SemaphorePastLimit", which_of(3),
                          stop(k_exception_not_handled, k_semaphore_limit_exceeded)));
    rows.push_back(always("NtSpinLockTwice", which_of(3), stop(k_spin_lock_already_owned)));
    rows.push_back(always("NtSpinLockUnheld", which_of(2), stop(k_spin_lock_not_owned)));
    rows.push_back(always("FastMutexUnowned", which_of(1), report("fast-mutex-not-owned")));
    rows.push_back(always("RegionNotEntered", which_of(1), report("critical-region-not-entered")));
    rows.push_back(always("RundownNotAcquired", which_of(1), report("rundown-not-acquired")));
}

void add_work_and_pool(std::vector<Row>& rows)
{
    rows.push_back(always("WorkItemQueuedTwice", which_of(2), stop(k_invalid_work_queue_item)));
    rows.push_back(always("OldWorkItemQueuedTwice", which_of(2), stop(k_invalid_work_queue_item)));
    rows.push_back(always("WorkItemFreedQueued", which_of(1), stop(k_invalid_work_queue_item)));
    rows.push_back(always("ExTimerDeletedSet", which_of(1), report("timer-deleted-while-set")));
    rows.push_back(always("PoolArguments", which_of(5), report("pool-arguments")));
    rows.push_back(always("PagedPoolAtDispatch", which_of(2), report("irql-ceiling")));
}

void add_nt_objects(std::vector<Row>& rows)
{
    constexpr std::uint32_t k_reference_by_pointer = 0x18;
    constexpr std::uint32_t k_no_more_irp_stack_locations = 0x35;
    constexpr std::uint32_t k_bad_pool_caller = 0xC2;
    rows.push_back(always("ObjectReleasedTooOften", which_of(1), stop(k_reference_by_pointer)));
    rows.push_back(says("HandleInvented", which_of(3), k_nt_invalid_handle));
    rows.push_back(says("HandleOfAnotherType", which_of(2), k_object_type_mismatch));
    rows.push_back(always("IrpFreedTwice", which_of(1), stop(k_bad_pool_caller)));
    rows.push_back(always("IrpWithoutLocation", which_of(1), stop(k_no_more_irp_stack_locations)));
}

} // namespace

void add_executive(std::vector<Row>& rows)
{
    add_nt_locks(rows);
    add_work_and_pool(rows);
    add_nt_objects(rows);
}

} // namespace conformance::storm
