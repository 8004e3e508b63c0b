#include "gate/border.hpp"

#include "gate/entry.hpp"
#include "gate/generated/callback_ids.hpp"

#include <algorithm>
#include <mutex>

namespace openwdf::gate {

void Border::set_scheduler(exec::Scheduler& scheduler)
{
    scheduler_ = &scheduler;
    if (scheduler.simulated())
        features_.fetch_or(k_simulated, std::memory_order_relaxed);
}

void Border::add_observer(Observer& observer)
{
    observers_.push_back(&observer);
    features_.fetch_or(k_observed, std::memory_order_relaxed);
}

void Border::remove_observer(Observer& observer)
{
    std::erase(observers_, &observer);
    if (observers_.empty())
        features_.fetch_and(~k_observed, std::memory_order_relaxed);
}

void Border::watch_locks(LockWatch& watch)
{
    CHECK(lock_watch_ == nullptr);
    lock_watch_ = &watch;
    features_.fetch_or(k_locks_watched, std::memory_order_relaxed);
}

void Border::make_scarce(Scarcity& scarcity)
{
    CHECK(scarcity_ == nullptr);
    scarcity_ = &scarcity;
    features_.fetch_or(k_scarce, std::memory_order_relaxed);
}

void Border::notify(const Event& event)
{
    for (Observer* observer : observers_)
        observer->observe(event);
}

void Border::report(std::string rule, std::string text)
{
    if (profile_ != Profile::windows)
        complain(std::move(rule), std::move(text));
}

void Border::complain(std::string rule, std::string text, std::vector<Standpoint> others)
{
    Report report{std::move(rule), std::move(text), current_standpoint(), std::move(others)};
    std::lock_guard guard(reports_lock_);
    reports_.push_back(std::move(report));
}

std::vector<Report> Border::reports() const
{
    std::lock_guard guard(reports_lock_);
    return reports_;
}

void Border::stop(BugCheck bug_check)
{
    BugCheckReport report{std::move(bug_check), current_standpoint()};
    {
        std::lock_guard guard(reports_lock_);
        if (bug_check_.has_value())
            return;
        bug_check_ = report;
    }
    features_.fetch_or(k_stopped, std::memory_order_seq_cst);
    if (scheduler_ != nullptr)
        scheduler_->stop();
    if (on_bug_check)
        on_bug_check(report);
}

std::optional<BugCheckReport> Border::bug_check() const
{
    std::lock_guard guard(reports_lock_);
    return bug_check_;
}

Event crossing_event(const ThreadContext& context, EventKind kind, const char* name,
                     const void* address)
{
    Event event{};
    event.kind = kind;
    event.name = name;
    event.driver = context.driver == nullptr ? "" : context.driver->name.c_str();
    event.thread = context.id;
    event.irql = context.irql;
    event.time = context.border->scheduler().interrupt_time();
    event.address = address;
    return event;
}

Standpoint current_standpoint()
{
    const ThreadContext* context = current_context();
    return context == nullptr ? Standpoint() : standpoint_of(*context);
}

Standpoint standpoint_of(const ThreadContext& context)
{
    Standpoint standpoint;
    standpoint.thread = context.name();
    standpoint.driver = context.driver == nullptr ? "" : context.driver->name;
    standpoint.irql = context.irql;
    const auto kept = std::min<std::size_t>(context.history.count(), CrossingHistory::k_depth);
    for (std::uint32_t age = 0; age < kept; ++age) {
        const Crossing& crossing = context.history.newest(age);
        if (standpoint.caller == nullptr && crossing.kind == CrossingKind::entry) {
            standpoint.caller = crossing.address;
            standpoint.ddi = crossing_name(crossing);
        }
        standpoint.crossings.push_back(crossing);
    }
    return standpoint;
}

void bug_check(std::uint32_t code, std::uint64_t p1, std::uint64_t p2, std::uint64_t p3,
               std::uint64_t p4, std::string explanation)
{
    ThreadContext* context = current_context();
    CHECK(context != nullptr);
    context->border->stop(BugCheck{code, {p1, p2, p3, p4}, std::move(explanation)});
    throw_stopped(*context);
}

void wdf_violation(WdfViolation violation, std::uint64_t p2, std::uint64_t p3,
                   std::string explanation)
{
    // P4 is "reserved" in the documentation; Microsoft's framework puts its globals there.
    const DriverIdentity* driver = current_context()->driver;
    const bool ends_host = driver != nullptr && driver->user_mode;
    bug_check(ends_host ? k_openwdf_host_terminated : k_wdf_violation,
              static_cast<std::uint64_t>(violation), p2, p3, 0, std::move(explanation));
}

const char* crossing_name(const Crossing& crossing)
{
    if (crossing.kind == CrossingKind::entry)
        return k_ddi_descriptors[crossing.id].name;
    return k_callback_descriptors[crossing.id].name;
}

} // namespace openwdf::gate
