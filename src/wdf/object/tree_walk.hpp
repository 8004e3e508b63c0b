// The passes of a delete over an object tree. No lock is held while anything of the driver runs.
#pragma once

#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class TreeWalk {
public:
    explicit TreeWalk(Driver& driver) : driver_(driver) {}

    // Children first, in creation order, then the object. False when it is disposed already, or
    // another thread is at it.
    bool dispose(Object& object);
    // Takes the object out of the tree and drops the tree's references below it, in creation order.
    void unhook_and_release_children(Object& object);

private:
    // An object without children, as a request mostly is, costs one hold of the lock in each pass.
    bool begin(Object& object, Object*& child);
    Object* next_alive_child(Object& object);
    Object* unhook(Object& object); // its first child, taken out too
    Object* take_child(Object& object);
    static Object* alive_child_locked(Object& object);
    static Object* take_child_locked(Object& object);

    Driver& driver_;
};

} // namespace openwdf::wdf
