#include "nt/ke/timer_queue.hpp"

#include <mutex>

namespace openwdf::nt::ke {

TimerQueue::TimerQueue(exec::Scheduler& scheduler)
    : scheduler_(scheduler), alarms_(scheduler.processor_count())
{
    for (unsigned number = 0; number < alarms_.size(); ++number) {
        Alarm& alarm = alarms_[number];
        alarm.run = ring;
        alarm.queue = this;
        alarm.processor = &scheduler.processor(number);
    }
}

bool TimerQueue::earlier(const QueuedTimer& one, const QueuedTimer& other)
{
    return one.due != other.due ? one.due < other.due : one.order < other.order;
}

bool TimerQueue::set(QueuedTimer& timer, base::Ticks due)
{
    const unsigned own = exec::current_thread()->processor->number();
    std::lock_guard guard(lock_);
    const bool was_set = timer.link.listed;
    if (was_set)
        alarms_[timer.processor].timers.remove(timer);
    timer.processor = own;
    push_locked(alarms_[own], timer, due);
    set_alarm_locked(alarms_[own]);
    return was_set;
}

bool TimerQueue::cancel(QueuedTimer& timer)
{
    std::lock_guard guard(lock_);
    if (!timer.link.listed)
        return false;
    // The alarm stays: a ring for nothing is cheaper than moving it each time.
    alarms_[timer.processor].timers.remove(timer);
    return true;
}

bool TimerQueue::is_set(const QueuedTimer& timer)
{
    std::lock_guard guard(lock_);
    return timer.link.listed;
}

void TimerQueue::push_locked(Alarm& alarm, QueuedTimer& timer, base::Ticks due)
{
    timer.due = due;
    timer.order = next_order_++;
    alarm.timers.push(timer);
}

void TimerQueue::set_alarm_locked(Alarm& alarm)
{
    const QueuedTimer* first = alarm.timers.front();
    alarm.processor->set_alarm(alarm, first == nullptr ? base::k_never : first->due);
}

void TimerQueue::ring(exec::Work& alarm)
{
    auto& own = static_cast<Alarm&>(alarm);
    own.queue->expire_due(own);
}

// Timers that a periodic one's next time already overtook wait for the next ring, so that a period
// of zero length cannot keep the processor here.
void TimerQueue::expire_due(Alarm& alarm)
{
    const base::Ticks now = scheduler_.interrupt_time();
    std::lock_guard guard(lock_);
    const std::uint64_t first_of_this_ring = next_order_;
    for (;;) {
        QueuedTimer* timer = alarm.timers.front();
        if (timer == nullptr || timer->due > now || timer->order >= first_of_this_ring)
            break;
        alarm.timers.remove(*timer);
        const base::Ticks again = timer->expire(*timer, *alarm.processor, now);
        if (again != base::k_never)
            push_locked(alarm, *timer, again);
    }
    set_alarm_locked(alarm);
}

} // namespace openwdf::nt::ke
