#include "trace/recorder.hpp"

#include "base/sanitizer.hpp"

namespace openwdf::trace {

namespace {

TraceEvent::Kind kind_of(gate::EventKind kind)
{
    using enum gate::EventKind;
    switch (kind) {
    case entry: return TraceEvent::Kind::entry;
    case entry_return: return TraceEvent::Kind::entry_return;
    case callback: return TraceEvent::Kind::callback;
    case callback_return: return TraceEvent::Kind::callback_return;
    case irp_sent: return TraceEvent::Kind::irp_sent;
    case irp_completed: break;
    }
    return TraceEvent::Kind::irp_completed;
}

} // namespace

void Recorder::observe(const gate::Event& event)
{
    // A race must not hide behind its own record.
    const base::sanitizer::Unwatched unwatched;
    const base::sanitizer::Unordered unordered;
    const std::lock_guard guard(mutex_);
    const std::uint32_t thread = thread_number_locked(event.thread);
    const std::uint32_t irp = event.irp == nullptr ? 0 : irp_number_locked(event);
    if (events_.size() == k_events_max) {
        ++dropped_;
        return;
    }
    TraceEvent& written = events_.emplace_back();
    written.kind = kind_of(event.kind);
    written.name = event.name;
    written.driver = event.driver;
    written.thread = thread;
    written.irql = event.irql;
    written.time = event.time;
    if (event.has_status)
        written.status = event.status;
    written.irp = irp;
    written.device = event.device;
    written.location = event.location;
    written.location_count = event.location_count;
    written.information = event.information;
}

std::uint32_t Recorder::thread_number_locked(std::uint32_t id)
{
    const auto next = static_cast<std::uint32_t>(threads_.size() + 1);
    return threads_.emplace(id, next).first->second;
}

std::uint32_t Recorder::irp_number_locked(const gate::Event& event)
{
    Journey& journey = journeys_[event.irp];
    if (journey.number == 0)
        journey = {++irps_seen_, event.location};
    const std::uint32_t number = journey.number;
    if (event.kind == gate::EventKind::irp_completed && event.location >= journey.top)
        journeys_.erase(event.irp);
    return number;
}

std::vector<TraceEvent> Recorder::events() const
{
    const std::lock_guard guard(mutex_);
    return events_;
}

std::uint64_t Recorder::dropped() const
{
    const std::lock_guard guard(mutex_);
    return dropped_;
}

void Recorder::clear()
{
    const std::lock_guard guard(mutex_);
    events_.clear();
    dropped_ = 0;
}

} // namespace openwdf::trace
