#include "wdf/object/tree_walk.hpp"

#include "wdf/driver/driver.hpp"

#include <mutex>

namespace openwdf::wdf {

Object* TreeWalk::alive_child_locked(Object& object)
{
    for (Object* child = object.children_.front(); child != nullptr;
         child = object.children_.after(*child)) {
        if (child->state() == ObjectState::alive) {
            child->reference();
            return child;
        }
    }
    return nullptr;
}

bool TreeWalk::needs_passive_locked(Object& object)
{
    if (object.needs_passive_dispose())
        return true;
    for (Object* child = object.children_.front(); child != nullptr;
         child = object.children_.after(*child)) {
        if (needs_passive_locked(*child))
            return true;
    }
    return false;
}

// Out of its parent at once, so that no other delete comes to it. A parent that is being deleted
// keeps it: that delete is the one that counts.
TreeWalk::Begun TreeWalk::begin_delete(Object& object, Object*& child)
{
    const bool raised = exec::current_thread()->irql > exec::k_passive_level;
    std::lock_guard guard(driver_.tree_lock());
    if (object.state() != ObjectState::alive)
        return Begun::no;
    if (object.parent_ != nullptr && object.parent_->state() != ObjectState::alive)
        return Begun::no;
    if (object.sibling_.listed())
        object.sibling_.unlink();
    object.parent_ = nullptr;
    if (raised && needs_passive_locked(object)) {
        object.state_.store(ObjectState::waiting, std::memory_order_release);
        return Begun::later;
    }
    object.state_.store(ObjectState::disposing, std::memory_order_release);
    child = alive_child_locked(object);
    return Begun::now;
}

bool TreeWalk::delete_object(Object& object)
{
    Object* child = nullptr;
    const Begun begun = begin_delete(object, child);
    if (begun == Begun::now)
        finish_delete(object, child);
    else if (begun == Begun::later)
        driver_.dispose_list().add(object);
    return begun != Begun::later;
}

void TreeWalk::finish_delete(Object& object)
{
    Object* child = nullptr;
    {
        std::lock_guard guard(driver_.tree_lock());
        CHECK(object.state() == ObjectState::waiting);
        object.state_.store(ObjectState::disposing, std::memory_order_release);
        child = alive_child_locked(object);
    }
    finish_delete(object, child);
}

// Who had no child when the disposal began gets none any more.
void TreeWalk::finish_delete(Object& object, Object* child)
{
    const bool has_children = child != nullptr;
    dispose(object, child);
    if (has_children)
        release_children(object);
    object.dereference();
}

void TreeWalk::dispose(Object& object, Object* child)
{
    for (; child != nullptr; child = next_alive_child(object)) {
        dispose_child(*child);
        child->dereference();
    }
    object.rundown();
    object.contexts_.run_cleanup(object);
    object.dispose();
    object.state_.store(ObjectState::disposed, std::memory_order_release);
}

// No other thread can be at it: only the delete of a parent that is alive takes a child out.
void TreeWalk::dispose_child(Object& child)
{
    Object* first = nullptr;
    {
        std::lock_guard guard(driver_.tree_lock());
        child.state_.store(ObjectState::disposing, std::memory_order_release);
        first = alive_child_locked(child);
    }
    dispose(child, first);
}

Object* TreeWalk::next_alive_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    return alive_child_locked(object);
}

Object* TreeWalk::take_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    Object* child = object.children_.pop_front();
    if (child != nullptr)
        child->parent_ = nullptr;
    return child;
}

void TreeWalk::release_children(Object& object)
{
    while (Object* child = take_child(object)) {
        release_children(*child);
        child->dereference();
    }
}

} // namespace openwdf::wdf
