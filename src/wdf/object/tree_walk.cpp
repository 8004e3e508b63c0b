#include "wdf/object/tree_walk.hpp"

#include "wdf/driver/driver.hpp"

#include <mutex>

namespace openwdf::wdf {

bool TreeWalk::begin(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    if (object.state() != ObjectState::alive)
        return false;
    object.state_.store(ObjectState::disposing, std::memory_order_release);
    return true;
}

Object* TreeWalk::next_alive_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    for (Object* child = object.children_.front(); child != nullptr;
         child = object.children_.after(*child)) {
        if (child->state() == ObjectState::alive) {
            child->reference();
            return child;
        }
    }
    return nullptr;
}

bool TreeWalk::dispose(Object& object)
{
    if (!begin(object))
        return false;
    while (Object* child = next_alive_child(object)) {
        (void)dispose(*child);
        child->dereference();
    }
    object.contexts_.run_cleanup(object);
    object.dispose();
    object.state_.store(ObjectState::disposed, std::memory_order_release);
    return true;
}

void TreeWalk::unhook(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    if (object.sibling_.listed())
        object.sibling_.unlink();
    object.parent_ = nullptr;
}

Object* TreeWalk::take_first_child(Object& object)
{
    std::lock_guard guard(driver_.tree_lock());
    Object* child = object.children_.pop_front();
    if (child != nullptr)
        child->parent_ = nullptr;
    return child;
}

void TreeWalk::release_children(Object& object)
{
    while (Object* child = take_first_child(object)) {
        release_children(*child);
        child->dereference();
    }
}

} // namespace openwdf::wdf
