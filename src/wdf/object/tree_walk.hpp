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
    void unhook(Object& object);
    // Drops the tree's references below `object`, in creation order.
    void release_children(Object& object);

private:
    bool begin(Object& object);
    Object* next_alive_child(Object& object);
    Object* take_first_child(Object& object);

    Driver& driver_;
};

} // namespace openwdf::wdf
