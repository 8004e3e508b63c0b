// The callback gate: every call from the runtime into driver code. A DriverFn has no call operator;
// only call_driver() can run it, so no call escapes the IRQL check, the observers and the freeze.
#pragma once

#include "gate/border.hpp"
#include "gate/generated/callback_ids.hpp"
#include "gate/stop.hpp"

#include <type_traits>

namespace openwdf::gate {

template <class Signature> class DriverFn;

template <class R, class... P> class DriverFn<R(P...)> {
public:
    using Pointer = R (*)(P...);

    DriverFn() = default;
    DriverFn(Pointer pointer) : pointer_(pointer) {}

    explicit operator bool() const { return pointer_ != nullptr; }
    const void* address() const { return reinterpret_cast<const void*>(pointer_); }
    bool operator==(const DriverFn&) const = default;

private:
    template <Callback, class R2, class... P2, class... A>
    friend R2 call_driver(const DriverIdentity&, DriverFn<R2(P2...)>, A...);

    Pointer pointer_ = nullptr;
};

// The bookkeeping around one call into driver code.
class CallbackScope {
public:
    // Throws MachineStopped when the machine must not run driver code any more.
    CallbackScope(const DriverIdentity& driver, Callback id, const void* function);
    ~CallbackScope();
    CallbackScope(const CallbackScope&) = delete;
    CallbackScope& operator=(const CallbackScope&) = delete;

    // Precondition: the driver returned. Checks that it gave the IRQL back (0x10D, P1 0xE), and
    // left the critical regions it entered (P1 0xF).
    void returned(bool has_status, base::Status status);

private:
    ThreadContext& context_;
    const DriverIdentity* caller_;
    Callback id_;
    exec::Irql irql_;
    std::uint32_t critical_regions_;
    const void* function_;
};

// Calls into `driver` on the current thread, at the current IRQL.
template <Callback id, class R, class... P, class... A>
R call_driver(const DriverIdentity& driver, DriverFn<R(P...)> function, A... arguments)
{
    CHECK(function);
    CallbackScope scope(driver, id, function.address());
    if constexpr (std::is_void_v<R>) {
        function.pointer_(arguments...);
        scope.returned(false, 0);
    } else {
        R result = function.pointer_(arguments...);
        if constexpr (std::is_same_v<R, base::Status>)
            scope.returned(true, result);
        else
            scope.returned(false, 0);
        return result;
    }
}

} // namespace openwdf::gate
