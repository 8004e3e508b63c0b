// WDF_OBJECT_ATTRIBUTES as every create function checks them.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

enum class ParentRule : std::uint8_t {
    optional,  // ParentObject or the default
    forbidden, // STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED when given
    required,  // STATUS_WDF_PARENT_NOT_SPECIFIED when missing, or without attributes
};

// What a kind of object lets its attributes choose.
inline constexpr unsigned k_level_allowed = 1; // ExecutionLevel
inline constexpr unsigned k_scope_allowed = 2; // SynchronizationScope

// NULL attributes are fine unless a parent is required. STATUS_INFO_LENGTH_MISMATCH for a wrong
// Size, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID for a context without a name, a size override that is
// too small, or a level or scope out of range; STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID and
// STATUS_WDF_EXECUTION_LEVEL_INVALID for one that is not to be chosen here.
NTSTATUS check_attributes(const WDF_OBJECT_ATTRIBUTES* attributes, ParentRule rule,
                          unsigned allowed = 0);

// The parent an object gets: the attributes', or `by_default`. Bug check 0x10D P1 5 when that
// handle is invalid, which the source finds before anything else of the attributes but their size.
Object& parent_from(gate::ThreadContext& context, const WDF_OBJECT_ATTRIBUTES* attributes,
                    Object& by_default);

// The parent of an object that must be given one, as the source looks for it before anything else:
// STATUS_WDF_PARENT_NOT_SPECIFIED without attributes or parent, STATUS_INFO_LENGTH_MISMATCH for
// attributes of another Size, bug check 0x10D P1 5 for an invalid handle.
base::Result<Object*> required_parent(gate::ThreadContext& context,
                                      const WDF_OBJECT_ATTRIBUTES* attributes);

} // namespace openwdf::wdf
