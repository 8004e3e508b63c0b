#include "nt/ke/timer.hpp"

#include "nt/executive.hpp"
#include "nt/ke/timeout.hpp"

#include <mutex>

namespace openwdf::nt::ke {

struct DriverTimers::Node : QueuedTimer {
    DriverTimers* owner = nullptr;
    KTIMER* timer = nullptr;
    KDPC* dpc = nullptr;
    const gate::DriverIdentity* driver = nullptr;
    base::Ticks period = 0;
};

DriverTimers::DriverTimers(Executive& executive) : executive_(executive) {}
DriverTimers::~DriverTimers() = default;

void initialize_timer(KTIMER& timer, bool synchronization)
{
    timer = KTIMER{};
    initialize_header(timer.Header,
                      synchronization ? k_synchronization_timer : k_notification_timer,
                      sizeof timer, 0);
}

// Under the queue's lock: what a cancel that comes too late must find done (N122).
base::Ticks DriverTimers::expire(QueuedTimer& queued, exec::Processor& processor, base::Ticks)
{
    auto& node = static_cast<Node&>(queued);
    Executive& executive = node.owner->executive_;
    executive.dispatcher.signal(node.timer->Header);
    if (node.dpc != nullptr)
        (void)executive.dpcs.queue(processor, *node.dpc, node.driver, nullptr, nullptr);
    return node.period == 0 ? base::k_never : node.due + node.period;
}

DriverTimers::Node& DriverTimers::node_of_locked(KTIMER& timer)
{
    std::unique_ptr<Node>& node = nodes_[&timer];
    if (node == nullptr) {
        node = std::make_unique<Node>();
        node->expire = expire;
        node->owner = this;
        node->timer = &timer;
    }
    return *node;
}

// Nobody says when the memory of a KTIMER goes away; what is not set any more is forgotten in time.
void DriverTimers::sweep_locked()
{
    if (nodes_.size() < sweep_at_)
        return;
    std::erase_if(nodes_,
                  [this](const auto& entry) { return !executive_.timers.is_set(*entry.second); });
    sweep_at_ = 2 * nodes_.size() + 64;
}

bool DriverTimers::set(gate::ThreadContext& context, KTIMER& timer, LARGE_INTEGER due,
                       LONG period_ms, KDPC* dpc)
{
    std::lock_guard guard(lock_);
    sweep_locked();
    Node& node = node_of_locked(timer);
    const bool was_set = executive_.timers.cancel(node);
    executive_.dispatcher.clear(timer.Header); // N119
    node.dpc = dpc;
    node.driver = context.driver != nullptr ? context.driver : &executive_.nobody;
    node.period = period_ms <= 0 ? 0 : period_ms * base::k_ticks_per_millisecond;
    timer.Dpc = dpc;
    timer.Period = static_cast<ULONG>(period_ms);
    timer.DueTime.QuadPart = static_cast<ULONGLONG>(due.QuadPart);
    (void)executive_.timers.set(node, deadline_of(executive_.scheduler(), &due));
    return was_set;
}

bool DriverTimers::cancel(KTIMER& timer)
{
    std::lock_guard guard(lock_);
    const auto found = nodes_.find(&timer);
    if (found == nodes_.end())
        return false;
    const bool was_set = executive_.timers.cancel(*found->second);
    nodes_.erase(found);
    return was_set;
}

} // namespace openwdf::nt::ke
