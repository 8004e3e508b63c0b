// What a driver's objects still owe when they were deleted, or lost their last reference, above
// PASSIVE_LEVEL: a worker thread pays it (fact 107).
#pragma once

#include "wdf/object/object.hpp"

#include "exec/work.hpp"
#include "nt/ke/dispatcher.hpp"

#include <ntddk.h>

namespace openwdf::wdf {

class DisposeList {
public:
    DisposeList();
    DisposeList(const DisposeList&) = delete;
    DisposeList& operator=(const DisposeList&) = delete;

    // A deleted object in state `waiting`, or one without references. IRQL <= DISPATCH.
    void add(Object& object);
    // PASSIVE_LEVEL; not on the worker thread that is at it.
    void wait_until_empty(Driver& driver);

private:
    static void run(exec::Work& work);
    Object* take(nt::ke::Dispatcher& dispatcher);

    struct OwnWork : exec::Work {
        DisposeList* list = nullptr;
    } work_;
    exec::Lock<exec::Rank::object_tree> lock_;
    Object* first_ = nullptr;
    Object* last_ = nullptr;
    bool busy_ = false; // the worker has the list
    KEVENT empty_{};
};

} // namespace openwdf::wdf
