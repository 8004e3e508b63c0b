#include "wdf/object/attributes.hpp"

#include "wdf/object/handle.hpp"
#include "wdf/struct_size.hpp"

namespace openwdf::wdf {

namespace {

bool size_known(const WDF_OBJECT_ATTRIBUTES& attributes)
{
    return known_size<WDF_OBJECT_ATTRIBUTES>(attributes.Size);
}

NTSTATUS check_context(const WDF_OBJECT_ATTRIBUTES& attributes)
{
    const auto* type = attributes.ContextTypeInfo;
    if (type != nullptr && !known_size<WDF_OBJECT_CONTEXT_TYPE_INFO>(type->Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (type != nullptr && type->ContextSize > 0 && type->ContextName == nullptr)
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    if (attributes.ContextSizeOverride != 0 &&
        (type == nullptr || attributes.ContextSizeOverride < type->ContextSize))
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    return STATUS_SUCCESS;
}

NTSTATUS check_parent(const WDF_OBJECT_ATTRIBUTES& attributes, ParentRule rule)
{
    if (rule == ParentRule::forbidden && attributes.ParentObject != nullptr)
        return STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED;
    if (rule == ParentRule::required && attributes.ParentObject == nullptr)
        return STATUS_WDF_PARENT_NOT_SPECIFIED;
    return STATUS_SUCCESS;
}

NTSTATUS check_rules(const WDF_OBJECT_ATTRIBUTES& attributes, unsigned allowed)
{
    const auto level = attributes.ExecutionLevel;
    const auto scope = attributes.SynchronizationScope;
    if (level < WdfExecutionLevelInheritFromParent || level > WdfExecutionLevelDispatch)
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    if (scope < WdfSynchronizationScopeInheritFromParent || scope > WdfSynchronizationScopeNone)
        return STATUS_WDF_OBJECT_ATTRIBUTES_INVALID;
    if ((allowed & k_scope_allowed) == 0 && scope != WdfSynchronizationScopeInheritFromParent &&
        scope != WdfSynchronizationScopeNone)
        return STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID;
    if ((allowed & k_level_allowed) == 0 && level != WdfExecutionLevelInheritFromParent)
        return STATUS_WDF_EXECUTION_LEVEL_INVALID;
    return STATUS_SUCCESS;
}

} // namespace

NTSTATUS check_attributes(const WDF_OBJECT_ATTRIBUTES* attributes, ParentRule rule,
                          unsigned allowed)
{
    if (attributes == nullptr)
        return rule == ParentRule::required ? STATUS_WDF_PARENT_NOT_SPECIFIED : STATUS_SUCCESS;
    if (!size_known(*attributes))
        return STATUS_INFO_LENGTH_MISMATCH;
    NTSTATUS status = check_context(*attributes);
    if (NT_SUCCESS(status))
        status = check_parent(*attributes, rule);
    return NT_SUCCESS(status) ? check_rules(*attributes, allowed) : status;
}

Object& parent_from(gate::ThreadContext& context, const WDF_OBJECT_ATTRIBUTES* attributes,
                    Object& by_default)
{
    if (attributes == nullptr || !size_known(*attributes) || attributes->ParentObject == nullptr)
        return by_default;
    return any_object(context, attributes->ParentObject);
}

base::Result<Object*> required_parent(gate::ThreadContext& context,
                                      const WDF_OBJECT_ATTRIBUTES* attributes)
{
    if (attributes != nullptr && !size_known(*attributes))
        return base::Failure{STATUS_INFO_LENGTH_MISMATCH};
    if (attributes == nullptr || attributes->ParentObject == nullptr)
        return base::Failure{STATUS_WDF_PARENT_NOT_SPECIFIED};
    return &any_object(context, attributes->ParentObject);
}

} // namespace openwdf::wdf
