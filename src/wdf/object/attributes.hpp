// WDF_OBJECT_ATTRIBUTES as every create function checks them.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

enum class ParentRule : std::uint8_t {
    optional,  // ParentObject or the default
    forbidden, // STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED when given
};

// NULL attributes are always fine. STATUS_INFO_LENGTH_MISMATCH for a wrong Size,
// STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID / STATUS_WDF_EXECUTION_LEVEL_INVALID for values out of
// range, STATUS_OBJECT_NAME_INVALID for a context type without a name.
NTSTATUS check_attributes(const WDF_OBJECT_ATTRIBUTES* attributes, ParentRule rule);

// The parent an object gets: the attributes' (bug check 0x10D P1 5 when that handle is invalid), or
// `by_default`. nullptr when the parent is being deleted (STATUS_DELETE_PENDING).
Object* parent_from(gate::ThreadContext& context, const WDF_OBJECT_ATTRIBUTES* attributes,
                    Object& by_default);

} // namespace openwdf::wdf
