#include "wdf/string/string.hpp"

#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"

#include <cstring>
#include <limits>

namespace openwdf::wdf {

namespace {

bool contradicts_itself(const UNICODE_STRING& text)
{
    return text.Length % sizeof(WCHAR) != 0 || text.MaximumLength % sizeof(WCHAR) != 0 ||
           text.Length > text.MaximumLength || (text.MaximumLength > 0 && text.Buffer == nullptr);
}

} // namespace

String::~String()
{
    if (text_.Buffer != nullptr)
        (void)driver().executive().pool.free(text_.Buffer);
}

NTSTATUS String::create(gate::ThreadContext& context, Driver& driver, const UNICODE_STRING* text,
                        const WDF_OBJECT_ATTRIBUTES* attributes, WDFSTRING* handle)
{
    Object& parent = parent_from(context, attributes, driver);
    NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    if (text != nullptr && contradicts_itself(*text))
        return STATUS_INVALID_PARAMETER;
    auto* string = create_object<String>(&driver, attributes);
    if (string != nullptr && text != nullptr) {
        status = string->assign(*text, context.history.newest(0).address);
        if (!NT_SUCCESS(status)) {
            string->dereference();
            return status;
        }
    }
    const auto made = published(string, parent);
    if (made.ok())
        *handle = static_cast<WDFSTRING>(string->handle());
    return made.status();
}

// Terminated, so that it can be printed; the terminator is counted in MaximumLength alone.
NTSTATUS String::assign(const UNICODE_STRING& text, const void* allocated_by)
{
    const std::size_t bytes = text.Length + sizeof(WCHAR);
    if (bytes > std::numeric_limits<USHORT>::max())
        return STATUS_INTEGER_OVERFLOW;
    void* copy = driver().executive().pool.allocate(bytes, driver().pool_tag(), nt::ex::Fill::zero,
                                                    allocated_by);
    if (copy == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (text.Length != 0)
        std::memcpy(copy, text.Buffer, text.Length);
    text_.Buffer = static_cast<PWCH>(copy);
    text_.Length = text.Length;
    text_.MaximumLength = static_cast<USHORT>(bytes);
    return STATUS_SUCCESS;
}

} // namespace openwdf::wdf
