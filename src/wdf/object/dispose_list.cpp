#include "wdf/object/dispose_list.hpp"

#include "nt/executive.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/tree_walk.hpp"

#include <mutex>

namespace openwdf::wdf {

DisposeList::DisposeList()
{
    work_.run = run;
    work_.list = this;
    nt::ke::initialize_event(empty_, NotificationEvent, true);
}

// The event changes under the lock, together with what it tells.
void DisposeList::add(Object& object)
{
    nt::Executive& executive = object.driver().executive();
    {
        std::lock_guard guard(lock_);
        object.next_to_dispose_ = nullptr;
        *(first_ == nullptr ? &first_ : &last_->next_to_dispose_) = &object;
        last_ = &object;
        if (std::exchange(busy_, true))
            return;
        (void)executive.dispatcher.reset_event(empty_);
    }
    executive.workers.queue(work_);
}

Object* DisposeList::take(nt::ke::Dispatcher& dispatcher)
{
    std::lock_guard guard(lock_);
    Object* object = first_;
    if (object != nullptr) {
        first_ = object->next_to_dispose_;
        return object;
    }
    busy_ = false;
    (void)dispatcher.set_event(empty_);
    return nullptr;
}

void DisposeList::run(exec::Work& work)
{
    DisposeList& self = *static_cast<OwnWork&>(work).list;
    nt::ke::Dispatcher& dispatcher = nt::current_executive().dispatcher;
    while (Object* object = self.take(dispatcher)) {
        if (object->references() == 0)
            object->destroy_now();
        else
            TreeWalk(object->driver()).finish_delete(*object);
    }
}

void DisposeList::wait_until_empty(Driver& driver)
{
    (void)driver.executive().dispatcher.wait_until(&empty_, base::k_never);
    // Whoever signalled may still hold the lock, which goes away with the driver.
    std::lock_guard guard(lock_);
}

} // namespace openwdf::wdf
