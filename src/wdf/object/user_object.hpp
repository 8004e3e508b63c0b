// WdfObjectCreate: an object that is nothing but contexts, callbacks and a place in the tree. And
// the general DDIs on objects of any kind.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class UserObject final : public Object {
public:
    static constexpr Kind k_kind = Kind::user_object;
    explicit UserObject(Driver* driver) : Object(k_kind, driver) {}

    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFOBJECT* handle);
};

// WdfObjectDelete: an object the driver may not delete is left alone and reported (fact 43).
void delete_by_driver(Object& object);
// Bug check 0x10D P1 7 when it would drop the last reference of an object nobody deleted.
void dereference_by_driver(Object& object);
// WdfObjectAllocateContext. `memory` may be nullptr.
NTSTATUS allocate_context(Object& object, const WDF_OBJECT_ATTRIBUTES& attributes, void** memory);
// WdfObjectContextGetObject; bug check 0x10D P1 5 for memory that is no context.
WDFOBJECT handle_of_context(gate::ThreadContext& context, void* memory);

} // namespace openwdf::wdf
