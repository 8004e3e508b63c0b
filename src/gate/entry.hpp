// The entry gate: every call from driver code into the runtime. On the fast path it records the
// crossing, compares the IRQL with the DDI's ceiling and loads one feature word. Everything else
// (freeze, scheduling point, observers, IRQL report) hangs behind that word.
#pragma once

#include "gate/border.hpp"
#include "gate/generated/ddi_descriptors.hpp"
#include "gate/stop.hpp"

#include <type_traits>

namespace openwdf::gate {

// A crossing that somebody watches. Throws MachineStopped, unless the thread is unwinding already:
// then the DDI was called by a destructor of the driver and the call is inert.
class WatchedEntry {
public:
    WatchedEntry(ThreadContext& context, Ddi id, const void* caller);
    bool inert() const { return inert_; }
    void returned(bool has_status, base::Status status);

private:
    ThreadContext& context_;
    Ddi id_;
    const void* caller_;
    bool inert_ = false;
};

// A thread that belongs to no machine called a DDI: attaches it to the machine that owns the
// caller's module, or to the only machine of the process, for this one call.
class AdoptedThread {
public:
    AdoptedThread(Ddi id, const void* caller);
    ~AdoptedThread();
    AdoptedThread(const AdoptedThread&) = delete;
    AdoptedThread& operator=(const AdoptedThread&) = delete;
    ThreadContext& context() { return *context_; }

private:
    std::unique_ptr<ThreadContext> context_;
};

namespace detail {

template <class R> R inert_value()
{
    if constexpr (!std::is_void_v<R>)
        return R{};
}

template <Ddi id, class R, class Body>
[[gnu::noinline, gnu::cold]] R enter_watched(ThreadContext& context, const void* caller, Body& body)
{
    WatchedEntry watched(context, id, caller);
    if (watched.inert())
        return inert_value<R>();
    if constexpr (std::is_void_v<R>) {
        body(context);
        watched.returned(false, 0);
    } else {
        R result = body(context);
        if constexpr (std::is_same_v<R, base::Status>)
            watched.returned(true, result);
        else
            watched.returned(false, 0);
        return result;
    }
}

template <Ddi id, class R, class Body>
[[gnu::noinline, gnu::cold]] R enter_unattached(const void* caller, Body& body)
{
    AdoptedThread adopted(id, caller);
    ThreadContext& context = adopted.context();
    context.history.record(CrossingKind::entry, static_cast<std::uint16_t>(id), caller, 0);
    return enter_watched<id, R>(context, caller, body);
}

} // namespace detail

// Call this, and nothing before it, in the body of an exported DDI: the return address taken here
// is the driver's.
template <Ddi id, class Body>
[[gnu::always_inline]] inline auto enter(Body&& body) -> std::invoke_result_t<Body&, ThreadContext&>
{
    using R = std::invoke_result_t<Body&, ThreadContext&>;
    const void* caller = __builtin_return_address(0);
    ThreadContext* context = current_context();
    if (context == nullptr) [[unlikely]]
        return detail::enter_unattached<id, R>(caller, body);
    context->history.record(CrossingKind::entry, static_cast<std::uint16_t>(id), caller,
                            context->irql);
    if (context->irql > ddi_irql_max(id) || context->border->features() != 0) [[unlikely]]
        return detail::enter_watched<id, R>(*context, caller, body);
    return body(*context);
}

// A mandatory pointer the driver left NULL: bug check 0x10D, P1 4, P3 the caller's address.
void require(ThreadContext& context, const void* pointer, const char* parameter);

} // namespace openwdf::gate
