#include "wdf/object/attributes.hpp"

#include "wdf/object/handle.hpp"

namespace openwdf::wdf {

NTSTATUS check_attributes(const WDF_OBJECT_ATTRIBUTES* attributes, ParentRule rule)
{
    if (attributes == nullptr)
        return STATUS_SUCCESS;
    if (attributes->Size != sizeof(WDF_OBJECT_ATTRIBUTES))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (attributes->ExecutionLevel < WdfExecutionLevelInheritFromParent ||
        attributes->ExecutionLevel > WdfExecutionLevelDispatch)
        return STATUS_WDF_EXECUTION_LEVEL_INVALID;
    if (attributes->SynchronizationScope < WdfSynchronizationScopeInheritFromParent ||
        attributes->SynchronizationScope > WdfSynchronizationScopeNone)
        return STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID;
    if (rule == ParentRule::forbidden && attributes->ParentObject != nullptr)
        return STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED;
    const auto* type = attributes->ContextTypeInfo;
    if (type != nullptr && type->Size != sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (type != nullptr && type->ContextName == nullptr)
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    if (attributes->ContextSizeOverride != 0 &&
        (type == nullptr || attributes->ContextSizeOverride < type->ContextSize))
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    return STATUS_SUCCESS;
}

Object* parent_from(gate::ThreadContext& context, const WDF_OBJECT_ATTRIBUTES* attributes,
                    Object& by_default)
{
    Object* parent = &by_default;
    if (attributes != nullptr && attributes->ParentObject != nullptr)
        parent = &any_object(context, attributes->ParentObject);
    return parent->state() == ObjectState::alive ? parent : nullptr;
}

} // namespace openwdf::wdf
