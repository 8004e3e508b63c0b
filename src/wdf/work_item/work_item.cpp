#include "wdf/work_item/work_item.hpp"

#include "gate/callback.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/sync/serialization.hpp"

#include <mutex>

namespace openwdf::wdf {

WorkItem::WorkItem(Driver* driver, Object& parent, const WDF_WORKITEM_CONFIG& config,
                   ScopeLock* scope_lock)
    : Object(k_kind, driver), parent_(parent), callback_(config.EvtWorkItemFunc),
      scope_lock_(scope_lock), activity_(*this)
{
    passive_callbacks_ = true;
    parent_.reference();
    run_.run = run;
    run_.item = this;
}

WorkItem::~WorkItem()
{
    if (!driver().border().stopped())
        parent_.dereference();
}

NTSTATUS WorkItem::create(Driver& driver, Object& parent, const WDF_WORKITEM_CONFIG& config,
                          const WDF_OBJECT_ATTRIBUTES& attributes, WDFWORKITEM* handle)
{
    if (!known_size<WDF_WORKITEM_CONFIG>(config.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (config.EvtWorkItemFunc == nullptr)
        return STATUS_INVALID_PARAMETER;
    const NTSTATUS status = check_attributes(&attributes, ParentRule::required);
    if (!NT_SUCCESS(status))
        return status;
    auto lock = serialization_below(parent, config.AutomaticSerialization != FALSE, true);
    if (!lock.ok())
        return lock.status();
    auto item = published(
        create_object<WorkItem>(&driver, &attributes, parent, config, lock.value()), parent);
    if (item.ok())
        *handle = static_cast<WDFWORKITEM>(item.value()->handle());
    return item.status();
}

void WorkItem::enqueue()
{
    bool dead = false;
    {
        std::lock_guard guard(lock_);
        if (enqueued_)
            return;
        dead = running_down_;
        if (!dead) {
            enqueued_ = true;
            activity_.begin();
        }
    }
    if (dead)
        driver().border().report("work-item-deleted",
                                 "WdfWorkItemEnqueue on a work item that is being deleted does "
                                 "nothing");
    else
        driver().executive().workers.queue(run_);
}

// Dequeued before the callback runs, so that the callback can enqueue it again.
void WorkItem::run(exec::Work& work)
{
    WorkItem& self = *static_cast<Run&>(work).item;
    {
        std::lock_guard guard(self.lock_);
        self.enqueued_ = false;
    }
    self.call();
}

void WorkItem::call()
{
    activity_.enter();
    ScopeGuard scope(*gate::current_context(), scope_lock_);
    gate::call_driver<gate::Callback::EvtWorkItem>(driver().identity(),
                                                   gate::DriverFn<void(WDFWORKITEM)>(callback_),
                                                   static_cast<WDFWORKITEM>(handle()));
    scope.leave();
    activity_.leave();
}

void WorkItem::flush()
{
    if (activity_.inside())
        driver().border().report("work-item-flush-in-callback",
                                 "WdfWorkItemFlush from inside the work item's own callback would "
                                 "wait for itself; it returns at once");
    else
        activity_.wait_until_idle();
}

// A delete waits for what was enqueued, unless it comes from inside the callback.
void WorkItem::rundown()
{
    {
        std::lock_guard guard(lock_);
        running_down_ = true;
    }
    if (!activity_.inside())
        activity_.wait_until_idle();
}

} // namespace openwdf::wdf
