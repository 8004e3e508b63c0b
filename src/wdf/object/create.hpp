// The create of an object that attributes alone describe, below the driver unless they say another
// parent.
#pragma once

#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"

namespace openwdf::wdf {

// The statuses of check_attributes() and published(). *handle is NULL once the attributes are
// accepted, and stays so when the object cannot be made.
template <class T, class Handle>
NTSTATUS create_from_attributes(gate::ThreadContext& context, Driver& driver,
                                const WDF_OBJECT_ATTRIBUTES* attributes, Handle* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    *handle = nullptr;
    auto object = published(create_object<T>(&driver, attributes), parent);
    if (object.ok())
        *handle = static_cast<Handle>(object.value()->handle());
    return object.status();
}

} // namespace openwdf::wdf
