// WDFWORKITEM: a callback on a worker thread at PASSIVE_LEVEL, once per enqueueing that it had not
// begun to answer.
//
// Lock order: lock_ (Rank::timer) guards the enqueued state.
#pragma once

#include "wdf/object/object.hpp"
#include "wdf/sync/activity.hpp"
#include "wdf/sync/scope.hpp"

namespace openwdf::wdf {

class WorkItem final : public Object {
public:
    static constexpr Kind k_kind = Kind::work_item;

    WorkItem(Driver* driver, Object& parent, const WDF_WORKITEM_CONFIG& config,
             ScopeLock* scope_lock);
    ~WorkItem() override;

    // WdfWorkItemCreate. STATUS_INFO_LENGTH_MISMATCH,
    // STATUS_INVALID_PARAMETER without a callback, and what serialization_below says.
    static NTSTATUS create(Driver& driver, Object& parent, const WDF_WORKITEM_CONFIG& config,
                           const WDF_OBJECT_ATTRIBUTES& attributes, WDFWORKITEM* handle);

    Object& associated() const { return parent_; }
    bool needs_passive_dispose() const override { return true; }

    // Nothing for one that is enqueued already, or being deleted.
    void enqueue();
    // WdfWorkItemFlush: waits until no run is queued or under way; returns at once, with a report,
    // inside the callback.
    void flush();

private:
    void rundown() override;

    struct Run : exec::Work {
        WorkItem* item = nullptr;
    };
    static void run(exec::Work& work);
    void call();

    Object& parent_; // referenced
    const PFN_WDF_WORKITEM callback_;
    ScopeLock* const scope_lock_;
    Activity activity_;
    Run run_;
    exec::Lock<exec::Rank::timer> lock_;
    bool enqueued_ = false;
    bool running_down_ = false;
};

} // namespace openwdf::wdf
