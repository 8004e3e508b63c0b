#include "wdf/object/object.hpp"

#include "wdf/driver/driver.hpp"
#include "wdf/object/tree_walk.hpp"

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
    case Kind::io_target: return "WDFIOTARGET (local)";
    case Kind::remote_io_target: return "WDFIOTARGET (remote)";
    }
    return "unknown kind";
}

bool Object::publish_unparented()
{
    handle_ = driver_->border().handles().allocate(static_cast<std::uint16_t>(kind_), this);
    if (handle_ == 0)
        return false;
    driver_->ledger().add(*this);
    return true;
}

bool Object::publish(Object* parent)
{
    if (!publish_unparented())
        return false;
    std::lock_guard guard(driver_->tree_lock());
    parent_ = parent;
    parent->children_.push_back(*this);
    return true;
}

void Object::dereference()
{
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
        destroy();
}

void Object::destroy()
{
    // The handle still names the object while its destroy callbacks run.
    contexts_.run_destroy(*this);
    if (handle_ != 0) {
        driver_->border().handles().release(handle_);
        driver_->ledger().remove(*this);
    }
    void* block = block_;
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

void delete_tree(Object& object)
{
    TreeWalk walk(object.driver());
    if (!walk.dispose(object))
        return;
    walk.unhook_and_release_children(object);
    object.dereference();
}

namespace {

struct DeferredDelete {
    exec::Work work;
    Object* object;
    gate::Border* border;
};

void run_deferred_delete(exec::Work& work)
{
    auto* deferred = reinterpret_cast<DeferredDelete*>(&work);
    Object& object = *deferred->object;
    delete deferred;
    delete_tree(object);
}

} // namespace

void delete_tree_at_passive(Object& object)
{
    gate::ThreadContext& context = *gate::current_context();
    if (context.irql == exec::k_passive_level) {
        delete_tree(object);
        return;
    }
    auto* deferred = new DeferredDelete{};
    deferred->work.run = run_deferred_delete;
    deferred->object = &object;
    context.processor->post(deferred->work);
}

} // namespace openwdf::wdf
