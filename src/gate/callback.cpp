#include "gate/callback.hpp"

#include "gate/point.hpp"

#include <fmt/format.h>

namespace openwdf::gate {

namespace {

ThreadContext& required_context()
{
    ThreadContext* context = current_context();
    CHECK(context != nullptr);
    return *context;
}

const char* name_of(Callback id)
{
    return k_callback_descriptors[static_cast<std::size_t>(id)].name;
}

Event callback_event(const ThreadContext& context, EventKind kind, Callback id,
                     const void* function)
{
    return crossing_event(context, kind, name_of(id), function);
}

} // namespace

CallbackScope::CallbackScope(const DriverIdentity& driver, Callback id, const void* function)
    : context_(required_context()), caller_(context_.driver), id_(id), irql_(context_.irql),
      critical_regions_(context_.critical_regions), function_(function)
{
    // No runtime lock is held across this gate: the driver may call anything.
    CHECK(context_.held_ranks == 0);
    Border& border = *context_.border;
    if (border.features() != 0) [[unlikely]] {
        check_running(context_);
        scheduling_point(context_, exec::Point::callback, name_of(id));
    }
    context_.driver = &driver;
    ++context_.callback_depth;
    context_.history.record(CrossingKind::callback, static_cast<std::uint16_t>(id), function,
                            context_.irql);
    if (border.observed()) [[unlikely]]
        border.notify(callback_event(context_, EventKind::callback, id, function));
}

CallbackScope::~CallbackScope()
{
    context_.driver = caller_;
    --context_.callback_depth;
}

void CallbackScope::returned(bool has_status, base::Status status)
{
    Border& border = *context_.border;
    // A cancel routine lowers by releasing the cancel lock (N53); nt/io/cancel checks it.
    if (context_.irql != irql_ && id_ != Callback::DriverCancel) [[unlikely]]
        wdf_violation(WdfViolation::irql_imbalance, irql_, context_.irql,
                      fmt::format("{} was called at IRQL {} and returned at IRQL {}", name_of(id_),
                                  irql_, context_.irql));
    // The verifier of the framework looks for this; Windows by default does not.
    if (context_.critical_regions != critical_regions_ && border.profile() == Profile::on)
        [[unlikely]]
        wdf_violation(WdfViolation::critical_region_imbalance,
                      reinterpret_cast<std::uint64_t>(function_), 0,
                      fmt::format("{} returned inside {} critical region(s), but was called inside "
                                  "{}: a wait lock, mutex or KeEnterCriticalRegion is still held "
                                  "or was given back twice",
                                  name_of(id_), context_.critical_regions, critical_regions_));
    context_.history.record(CrossingKind::callback_return, static_cast<std::uint16_t>(id_), nullptr,
                            context_.irql);
    if (border.features() == 0) [[likely]]
        return;
    if (border.observed()) {
        Event event = callback_event(context_, EventKind::callback_return, id_, nullptr);
        event.has_status = has_status;
        event.status = status;
        border.notify(event);
    }
    scheduling_point(context_, exec::Point::callback_return, name_of(id_));
}

} // namespace openwdf::gate
