// From a handle a driver gave to the object behind it: one compare, and bug check 0x10D (P1 5, P2
// the handle, P3 the expected type) for a NULL, stale, invented or wrong-kind one.
#pragma once

#include "gate/border.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

[[noreturn]] void invalid_handle(gate::ThreadContext& context, const void* handle, Kind expected);

// Which kinds of handle a class takes. Specialised where a class has more than one.
template <class T> struct Accepts {
    static constexpr bool kind(std::uint16_t kind)
    {
        return kind == static_cast<std::uint16_t>(T::k_kind);
    }
};

template <class T> T& object(gate::ThreadContext& context, const void* handle)
{
    const auto entry = context.border->handles().find(reinterpret_cast<gate::HandleValue>(handle));
    if (!Accepts<T>::kind(entry.kind)) [[unlikely]]
        invalid_handle(context, handle, T::k_kind);
    return *static_cast<T*>(static_cast<Object*>(entry.object));
}

// NULL stands for "none"; everything else as object().
template <class T> T* optional_object(gate::ThreadContext& context, const void* handle)
{
    return handle == nullptr ? nullptr : &object<T>(context, handle);
}

// A handle of any kind.
Object& any_object(gate::ThreadContext& context, const void* handle);

} // namespace openwdf::wdf
