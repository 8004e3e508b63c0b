#include "wdf/object/user_object.hpp"

#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/object/handle.hpp"

#include <fmt/format.h>

namespace openwdf::wdf {

NTSTATUS UserObject::create(gate::ThreadContext& context, Driver& driver,
                            const WDF_OBJECT_ATTRIBUTES* attributes, WDFOBJECT* handle)
{
    *handle = nullptr;
    Object& parent = parent_from(context, attributes, driver);
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional, k_level_allowed);
    if (!NT_SUCCESS(status))
        return status;
    auto object = published(create_object<UserObject>(&driver, attributes), parent);
    if (object.ok())
        *handle = object.value()->handle();
    return object.status();
}

void delete_by_driver(Object& object)
{
    if (!object.deletable_by_driver()) {
        object.driver().border().report(
            "object-not-deletable",
            fmt::format("a {} of this sort is not the driver's to delete; the framework ends it",
                        kind_name(object.kind())));
        return;
    }
    (void)delete_tree(object);
}

void dereference_by_driver(Object& object)
{
    if (object.references() == 1 && object.state() == ObjectState::alive)
        gate::wdf_violation(gate::WdfViolation::object_error,
                            reinterpret_cast<std::uint64_t>(object.handle()),
                            reinterpret_cast<std::uint64_t>(&object),
                            fmt::format("the last reference of a {} was dropped, but nobody "
                                        "deleted it",
                                        kind_name(object.kind())));
    object.dereference();
}

NTSTATUS allocate_context(Object& object, const WDF_OBJECT_ATTRIBUTES& attributes, void** memory)
{
    // A parent is refused since KMDF 1.11 and UMDF 2.0.
    const bool modern = object.driver().globals().version_at_least(11);
    NTSTATUS status =
        check_attributes(&attributes, modern ? ParentRule::forbidden : ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    if (attributes.ContextTypeInfo == nullptr)
        return STATUS_OBJECT_NAME_INVALID;
    void* made = nullptr;
    status = object.contexts().add(object, attributes, made);
    if (NT_SUCCESS(status) && memory != nullptr)
        *memory = made;
    return status;
}

WDFOBJECT handle_of_context(gate::ThreadContext& context, void* memory)
{
    Object* object = object_of_context(memory);
    if (object == nullptr)
        gate::wdf_violation(gate::WdfViolation::invalid_handle,
                            reinterpret_cast<std::uint64_t>(memory),
                            static_cast<std::uint64_t>(Kind::object),
                            "this memory is not the context of a live object");
    return any_object(context, object->handle()).handle();
}

} // namespace openwdf::wdf
