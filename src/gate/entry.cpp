#include "gate/entry.hpp"

#include "gate/point.hpp"
#include "gate/registry.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace openwdf::gate {

namespace {

const char* name_of(Ddi id)
{
    return k_ddi_descriptors[static_cast<std::size_t>(id)].name;
}

Event entry_event(const ThreadContext& context, EventKind kind, Ddi id, const void* caller)
{
    return crossing_event(context, kind, name_of(id), caller);
}

void check_ceiling(const ThreadContext& context, Ddi id)
{
    const auto& descriptor = k_ddi_descriptors[static_cast<std::size_t>(id)];
    if (context.irql <= descriptor.irql_max)
        return;
    context.border->report("irql-ceiling",
                           fmt::format("{} was called at IRQL {}; its ceiling is {}",
                                       descriptor.name, context.irql, descriptor.irql_max));
}

} // namespace

WatchedEntry::WatchedEntry(ThreadContext& context, Ddi id, const void* caller)
    : context_(context), id_(id), caller_(caller)
{
    Border& border = *context.border;
    if (border.stopped()) {
        // A destructor of the driver that runs while the freeze unwinds must not throw again.
        if (std::uncaught_exceptions() == 0)
            throw_stopped(context);
        inert_ = true;
        return;
    }
    check_ceiling(context, id);
    if (border.observed())
        border.notify(entry_event(context, EventKind::entry, id, caller));
    scheduling_point(context, exec::Point::entry, name_of(id));
}

void WatchedEntry::returned(bool has_status, base::Status status)
{
    Border& border = *context_.border;
    if (border.observed()) {
        Event event = entry_event(context_, EventKind::entry_return, id_, caller_);
        event.has_status = has_status;
        event.status = status;
        border.notify(event);
    }
    scheduling_point(context_, exec::Point::entry_return, name_of(id_));
}

AdoptedThread::AdoptedThread(Ddi id, const void* caller)
{
    Border* border = find_machine_of(caller);
    if (border == nullptr || (border->features() & k_simulated) != 0) {
        std::fprintf(stderr,
                     "openwdf: %s was called on a thread that is attached to no machine%s.\n"
                     "Attach the thread first (openwdf::Machine::attach), or make it with "
                     "PsCreateSystemThread.\n",
                     k_ddi_descriptors[static_cast<std::size_t>(id)].name,
                     border == nullptr ? "" : "; a simulated machine takes no other OS thread");
        std::abort();
    }
    context_ = std::make_unique<ThreadContext>("adopted", *border);
    border->scheduler().attach(*context_);
}

AdoptedThread::~AdoptedThread()
{
    context_->border->scheduler().detach(*context_);
}

void require(ThreadContext& context, const void* pointer, const char* parameter)
{
    if (pointer != nullptr) [[likely]]
        return;
    const auto caller = reinterpret_cast<std::uint64_t>(context.history.newest(0).address);
    wdf_violation(WdfViolation::required_parameter_null, 0, caller,
                  fmt::format("the mandatory parameter {} is NULL", parameter));
}

} // namespace openwdf::gate
