// The passes of a delete over an object tree. No lock is held while anything of the driver runs.
#pragma once

#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class TreeWalk {
public:
    explicit TreeWalk(Driver& driver) : driver_(driver) {}

    // The whole delete, or its first step, the rest being left to the driver's dispose list: false.
    bool delete_object(Object& object);
    // The rest. Precondition: the object waits for it.
    void finish_delete(Object& object);

private:
    enum class Begun : std::uint8_t { no, now, later };

    Begun begin_delete(Object& object, Object*& child);
    void finish_delete(Object& object, Object* child);
    // Children first, in creation order, then the object; `child` is the first one, referenced.
    void dispose(Object& object, Object* child);
    void dispose_child(Object& child);
    void release_children(Object& object);
    Object* next_alive_child(Object& object);
    Object* take_child(Object& object);
    static Object* alive_child_locked(Object& object);
    static bool needs_passive_locked(Object& object);

    Driver& driver_;
};

} // namespace openwdf::wdf
