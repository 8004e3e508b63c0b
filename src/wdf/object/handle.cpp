#include "wdf/object/handle.hpp"

#include <fmt/format.h>

namespace openwdf::wdf {

namespace {

std::string explain(gate::ThreadContext& context, const void* handle, Kind expected)
{
    if (handle == nullptr)
        return fmt::format("a NULL handle was given where a {} is required", kind_name(expected));
    const auto entry = context.border->handles().find(reinterpret_cast<gate::HandleValue>(handle));
    if (entry.kind == 0)
        return fmt::format("{} is not a live handle: its object was deleted, or it never was one "
                           "({} expected)",
                           handle, kind_name(expected));
    return fmt::format("{} is a {}, but a {} is required", handle,
                       kind_name(static_cast<Kind>(entry.kind)), kind_name(expected));
}

} // namespace

void invalid_handle(gate::ThreadContext& context, const void* handle, Kind expected)
{
    gate::wdf_violation(gate::WdfViolation::invalid_handle, reinterpret_cast<std::uint64_t>(handle),
                        static_cast<std::uint64_t>(expected), explain(context, handle, expected));
}

Object& any_object(gate::ThreadContext& context, const void* handle)
{
    const auto entry = context.border->handles().find(reinterpret_cast<gate::HandleValue>(handle));
    if (entry.kind == 0) [[unlikely]]
        invalid_handle(context, handle, Kind::object);
    return *static_cast<Object*>(entry.object);
}

} // namespace openwdf::wdf
