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

Object* TreeWalk::take_child_locked(Object& object)
{
    Object* child = object.children_.pop_front();
    if (child != nullptr)
        child->parent_ = nullptr;
    return child;
}

bool TreeWalk::begin(Object& object, Object*& child)
{
    std::lock_guard guard(driver_.tree_lock());
    if (object.state() != ObjectState::alive)
        return false;
    object.state_.store(ObjectState::disposing, std::memory_order_release);
    child = alive_child_locked(object);
    return true;
}

Object* TreeWalk::next_alive_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    return alive_child_locked(object);
}

bool TreeWalk::dispose(Object& object)
{
    Object* child = nullptr;
    if (!begin(object, child))
        return false;
    for (; child != nullptr; child = next_alive_child(object)) {
        (void)dispose(*child);
        child->dereference();
    }
    object.contexts_.run_cleanup(object);
    object.dispose();
    object.state_.store(ObjectState::disposed, std::memory_order_release);
    return true;
}

Object* TreeWalk::unhook(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    if (object.sibling_.listed())
        object.sibling_.unlink();
    object.parent_ = nullptr;
    return take_child_locked(object);
}

Object* TreeWalk::take_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    return take_child_locked(object);
}

void TreeWalk::unhook_and_release_children(Object& object)
{
    for (Object* child = unhook(object); child != nullptr; child = take_child(object)) {
        unhook_and_release_children(*child);
        child->dereference();
    }
}

} // namespace openwdf::wdf
