// Framework objects: a tree of parents and children with counted references, checked handles,
// typed contexts and the two-step end of an object (io-target-semantics, section 15).
//
// Delete takes the object out of its parent and runs in two passes over what is below it, children
// in creation order: first every object is disposed, children before their parent (rundown,
// EvtCleanupCallback, then the framework's own ending, which may wait); then the references are
// dropped, and EvtDestroyCallback runs at count zero (fact 106). Above PASSIVE_LEVEL a delete that
// reaches an object whose ending needs PASSIVE_LEVEL is left to a worker thread (fact 107).
//
// Lock order: a driver's tree lock (Rank::object_tree) guards parents, children and states. It is
// never held while a callback runs.
#pragma once

#include "base/list.hpp"
#include "base/result.hpp"
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

class Device;
class Driver;
class ScopeLock;
struct Constraints;

enum class ObjectState : std::uint8_t {
    alive,
    waiting, // deleted; the disposal waits for PASSIVE_LEVEL
    disposing,
    disposed,
};

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

    // The device this object belongs to by itself, whatever its parents; nullptr for none.
    virtual Device* own_device() { return nullptr; }
    // What rules callbacks of this object and, by inheritance, of those below it (facts 111, 112);
    // nullptr for an object that has no such rules of its own.
    virtual const Constraints* own_constraints() const { return nullptr; }
    // The lock that WdfObjectAcquireLock takes; nullptr for an object without one.
    virtual ScopeLock* callback_lock() { return nullptr; }
    // Cleanup and destroy callbacks run at PASSIVE_LEVEL only.
    bool passive_callbacks() const { return passive_callbacks_; }
    // The ending may wait, or its callbacks need PASSIVE_LEVEL.
    virtual bool needs_passive_dispose() const { return passive_callbacks_; }

    // Gives the object its handle and hangs it under its parent (whose reference the tree owns).
    // STATUS_DELETE_PENDING when the parent is being deleted, STATUS_INSUFFICIENT_RESOURCES when
    // handles ran out; the caller destroys the object then.
    NTSTATUS publish(Object& parent);
    // An object the framework owns outside the tree, e.g. a presented request.
    bool publish_unparented();

protected:
    Object(Kind kind, Driver* driver) : kind_(kind), driver_(driver) {}
    virtual ~Object() = default;

    // The framework's own ending of the object: what comes before the driver's cleanup callback
    // (timers, work items and DPCs are run down), and what comes after it (targets drain, fact 15).
    virtual void rundown() {}
    virtual void dispose() {}
    // The machine stopped: take every link of this object out of its lists, so that all objects
    // can be freed in any order. No callback, no waiting.
    virtual void abandon() {}

private:
    friend class DisposeList;
    friend class TreeWalk;
    friend class ObjectLedger;
    template <class T, class... Arguments>
    friend T* create_object(Driver* driver, const WDF_OBJECT_ATTRIBUTES* attributes,
                            Arguments&&... arguments);

    bool allocate_handle();
    void destroy();
    void destroy_now();

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
    Object* next_to_dispose_ = nullptr; // DisposeList

protected:
    bool passive_callbacks_ = false; // fact 112: execution level passive
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
    void* block = allocate_block(object_bytes, context_block_bytes(attributes));
    if (block == nullptr)
        return nullptr;
    T* object = new (block) T(driver, std::forward<Arguments>(arguments)...);
    object->block_ = block;
    if (attributes != nullptr) {
        object->contexts().place_first(static_cast<std::byte*>(block) + object_bytes, *object,
                                       *attributes);
        object->passive_callbacks_ |= attributes->ExecutionLevel == WdfExecutionLevelPassive;
    }
    return object;
}

// The last step of every create: `object` with its handle under `parent`. Without an object, or
// when it cannot be published, what was made is dropped and the status says why.
template <class T> base::Result<T*> published(T* object, Object& parent)
{
    if (object == nullptr)
        return base::Failure{STATUS_INSUFFICIENT_RESOURCES};
    const NTSTATUS status = object->publish(parent);
    if (NT_SUCCESS(status))
        return object;
    object->dereference();
    return base::Failure{status};
}

// WdfObjectDelete, and the end of what the framework owns. The second delete of an object that
// only references keep alive does nothing; nor does that of a child whose parent is being deleted,
// because the parent's delete comes to it. False when it was left to a worker, because something in
// the tree needs PASSIVE_LEVEL (fact 107).
bool delete_tree(Object& object);

// The device of `object` or of the nearest parent that has one; nullptr below a driver alone.
Device* device_above(Object& object);

} // namespace openwdf::wdf
