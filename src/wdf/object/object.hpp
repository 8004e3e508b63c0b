// Framework objects: a tree of parents and children with counted references, checked handles,
// typed contexts and the two-step end of an object (io-target-semantics, section 15).
//
// Delete runs in two passes over the tree, children in creation order: first every object is
// disposed, children before their parent (EvtCleanupCallback, then the framework's own ending,
// which may wait); then the references are dropped, and EvtDestroyCallback runs at count zero.
//
// Lock order: a driver's tree lock (Rank::object_tree) guards parents, children and states. It is
// never held while a callback runs.
#pragma once

#include "base/list.hpp"
#include "gate/handle.hpp"
#include "wdf/object/context.hpp"
#include "wdf/object/kind.hpp"

#include <wdf.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace openwdf::wdf {

class Driver;

enum class ObjectState : std::uint8_t { alive, disposing, disposed };

class Object {
public:
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    Kind kind() const { return kind_; }
    Driver& driver() const { return *driver_; }
    Object* parent() const { return parent_; }
    WDFOBJECT handle() const { return reinterpret_cast<WDFOBJECT>(handle_); }
    ContextList& contexts() { return contexts_; }
    ObjectState state() const { return state_.load(std::memory_order_acquire); }

    void reference() { references_.fetch_add(1, std::memory_order_relaxed); }
    // The last dereference destroys the object. Precondition: it was deleted, or it never had a
    // parent that owns a reference.
    void dereference();
    std::int64_t references() const { return references_.load(std::memory_order_relaxed); }

    // Fact 43: what WdfObjectDelete may be asked to delete.
    virtual bool deletable_by_driver() const { return true; }

    // Gives the object its handle and hangs it under its parent (whose reference the tree owns).
    // False when handles ran out; the caller destroys the object.
    bool publish(Object* parent);
    // An object the framework owns outside the tree, e.g. a presented request.
    bool publish_unparented();

protected:
    Object(Kind kind, Driver* driver) : kind_(kind), driver_(driver) {}
    virtual ~Object() = default;

    // The framework's own ending of the object, after the driver's cleanup callback (fact 15).
    virtual void dispose() {}
    // The machine stopped: take every link of this object out of its lists, so that all objects
    // can be freed in any order. No callback, no waiting.
    virtual void abandon() {}

private:
    friend void delete_tree(Object& object);
    friend class TreeWalk;
    friend class ObjectLedger;
    template <class T, class... Arguments>
    friend T* create_object(Driver* driver, const WDF_OBJECT_ATTRIBUTES* attributes,
                            Arguments&&... arguments);

    void destroy();

    Kind kind_;
    std::atomic<ObjectState> state_{ObjectState::alive};
    Driver* driver_;
    Object* parent_ = nullptr;
    gate::HandleValue handle_ = 0;
    std::atomic<std::int64_t> references_{1};
    void* block_ = nullptr; // the allocation that holds the object and its first context
    ContextList contexts_;
    base::Link sibling_;
    base::List<Object, &Object::sibling_> children_;
    base::Link ledger_link_;
};

// Every published object of one driver, for the end of a machine that stopped and for leak reports.
class ObjectLedger {
public:
    void add(Object& object);
    void remove(Object& object);
    std::size_t count() const { return count_; }
    // Frees all of them without running driver code. Precondition: the machine stopped and none of
    // its threads is inside.
    void free_all();

private:
    exec::Lock<exec::Rank::object_tree> lock_;
    base::List<Object, &Object::ledger_link_> list_;
    std::size_t count_ = 0;
};

// Makes an object with its first context in one block, the context last, so that an overrun of a
// driver's context leaves the allocation. nullptr when out of memory. Not yet published.
template <class T, class... Arguments>
T* create_object(Driver* driver, const WDF_OBJECT_ATTRIBUTES* attributes, Arguments&&... arguments)
{
    const std::size_t object_bytes = context_offset(sizeof(T));
    void* block = ::operator new(object_bytes + context_block_bytes(attributes), std::nothrow);
    if (block == nullptr)
        return nullptr;
    T* object = new (block) T(driver, std::forward<Arguments>(arguments)...);
    object->block_ = block;
    if (attributes != nullptr)
        object->contexts().place_first(static_cast<std::byte*>(block) + object_bytes, *object,
                                       *attributes);
    return object;
}

// The last step of every create: `object` with its handle under `parent`, or nullptr when there is
// no object or handles ran out; what was made is dropped then.
template <class T> T* published(T* object, Object& parent)
{
    if (object == nullptr || object->publish(&parent))
        return object;
    object->dereference();
    return nullptr;
}

// WdfObjectDelete, and the end of a parent: dispose pass, unhooking, release pass. The second
// delete of an object that only references keep alive does nothing.
void delete_tree(Object& object);
// delete_tree at PASSIVE_LEVEL: moved to a processor's own thread when the caller is above (fact
// 107); returns before cleanup ran then.
void delete_tree_at_passive(Object& object);

} // namespace openwdf::wdf
