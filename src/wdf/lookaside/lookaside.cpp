#include "wdf/lookaside/lookaside.hpp"

#include "wdf/driver/driver.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/verifier.hpp"

namespace openwdf::wdf {

Lookaside::Lookaside(Driver* driver, const Settings& settings, const WDF_OBJECT_ATTRIBUTES* memory)
    : Object(k_kind, driver), settings_(settings)
{
    passive_callbacks_ = is_paged(settings.pool);
    if (settings_.tag == 0)
        settings_.tag = driver->pool_tag();
    if (memory != nullptr)
        memory_attributes_ = *memory;
}

NTSTATUS Lookaside::create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, const Settings& settings,
                           const WDF_OBJECT_ATTRIBUTES* memory_attributes, WDFLOOKASIDE* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    Object& memory_parent = parent_from(context, memory_attributes, driver);
    if (settings.size_bytes == 0)
        return STATUS_INVALID_PARAMETER;
    NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (NT_SUCCESS(status))
        status = check_attributes(memory_attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    if (is_paged(settings.pool)) {
        if (!passive_enough(context, "WdfLookasideListCreate for paged pool"))
            return STATUS_INVALID_DEVICE_REQUEST;
        Device* device = device_above(parent);
        Device* memory_device = device_above(memory_parent);
        if (device != nullptr && memory_device != nullptr && device != memory_device)
            return STATUS_INVALID_PARAMETER;
    }
    auto lookaside = published(
        create_object<Lookaside>(&driver, attributes, settings, memory_attributes), parent);
    if (lookaside.ok())
        *handle = static_cast<WDFLOOKASIDE>(lookaside.value()->handle());
    return lookaside.status();
}

} // namespace openwdf::wdf
