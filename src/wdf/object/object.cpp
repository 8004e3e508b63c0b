#include "wdf/object/object.hpp"

#include "gate/lock_use.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/tree_walk.hpp"

#include <malloc.h>
#include <mutex>

namespace openwdf::wdf {

const char* kind_name(Kind kind)
{
    switch (kind) {
    case Kind::object: return "WDFOBJECT";
    case Kind::driver: return "WDFDRIVER";
    case Kind::device: return "WDFDEVICE";
    case Kind::queue: return "WDFQUEUE";
    case Kind::request: return "WDFREQUEST";
    case Kind::memory: return "WDFMEMORY";
    case Kind::preallocated_memory: return "WDFMEMORY (preallocated)";
    case Kind::user_object: return "WDFOBJECT (general)";
    case Kind::file: return "WDFFILEOBJECT";
    case Kind::string: return "WDFSTRING";
    case Kind::lookaside: return "WDFLOOKASIDE";
    case Kind::collection: return "WDFCOLLECTION";
    case Kind::dpc: return "WDFDPC";
    case Kind::wait_lock: return "WDFWAITLOCK";
    case Kind::spin_lock: return "WDFSPINLOCK";
    case Kind::work_item: return "WDFWORKITEM";
    case Kind::timer: return "WDFTIMER";
    case Kind::io_target: return "WDFIOTARGET (local)";
    case Kind::remote_io_target: return "WDFIOTARGET (remote)";
    }
    return "unknown kind";
}

bool Object::allocate_handle()
{
    handle_ = driver_->border().handles().allocate(static_cast<std::uint16_t>(kind_), this);
    return handle_ != 0;
}

bool Object::publish_unparented()
{
    if (!allocate_handle())
        return false;
    driver_->ledger().add(*this);
    return true;
}

NTSTATUS Object::publish(Object& parent)
{
    if (!allocate_handle())
        return STATUS_INSUFFICIENT_RESOURCES;
    driver_->ledger().add(*this);
    {
        std::lock_guard guard(driver_->tree_lock());
        if (parent.state() == ObjectState::alive) {
            parent_ = &parent;
            parent.children_.push_back(*this);
            return STATUS_SUCCESS;
        }
    }
    driver_->ledger().remove(*this);
    driver_->border().handles().release(std::exchange(handle_, 0));
    return STATUS_DELETE_PENDING;
}

void Object::dereference()
{
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
        destroy();
}

void Object::destroy()
{
    const exec::Thread* thread = exec::current_thread();
    const bool raised = thread != nullptr && thread->irql > exec::k_passive_level;
    if (raised && passive_callbacks_ && handle_ != 0)
        driver_->dispose_list().add(*this);
    else
        destroy_now();
}

// The handle still names the object while its destroy callbacks run. Who was never published is
// unknown to the driver, and so are its callbacks to it.
void Object::destroy_now()
{
    if (handle_ != 0) {
        contexts_.run_destroy(*this);
        driver_->border().handles().release(handle_);
        driver_->ledger().remove(*this);
    }
    void* block = block_;
    // Asked only for who watches: requests end here, too.
    if (gate::locks_watched(driver_->border())) [[unlikely]]
        gate::tell_memory_gone(driver_->border(), block, ::malloc_usable_size(block));
    this->~Object();
    ::operator delete(block);
}

void ObjectLedger::add(Object& object)
{
    std::lock_guard guard(lock_);
    list_.push_back(object);
    ++count_;
}

void ObjectLedger::remove(Object& object)
{
    std::lock_guard guard(lock_);
    list_.remove(object);
    --count_;
}

void ObjectLedger::free_all()
{
    for (Object* object = list_.front(); object != nullptr; object = list_.after(*object)) {
        if (object->sibling_.listed())
            object->sibling_.unlink();
        object->abandon();
    }
    // Youngest first: an object's destructor may look at its driver, which is the oldest.
    while (Object* object = list_.pop_back()) {
        void* block = object->block_;
        object->~Object();
        ::operator delete(block);
    }
    count_ = 0;
}

bool delete_tree(Object& object)
{
    return TreeWalk(object.driver()).delete_object(object);
}

Device* device_above(Object& object)
{
    std::lock_guard guard(object.driver().tree_lock());
    for (Object* above = &object; above != nullptr; above = above->parent()) {
        if (Device* device = above->own_device(); device != nullptr)
            return device;
    }
    return nullptr;
}

} // namespace openwdf::wdf
