// WdfObjectCreate: an object that is nothing but contexts, callbacks and a place in the tree.
#pragma once

#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class UserObject final : public Object {
public:
    static constexpr Kind k_kind = Kind::user_object;
    explicit UserObject(Driver* driver) : Object(k_kind, driver) {}
};

} // namespace openwdf::wdf
