#include "wdf/timer/timer.hpp"

#include "gate/callback.hpp"
#include "nt/ke/timeout.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/sync/serialization.hpp"

#include <limits>
#include <mutex>

namespace openwdf::wdf {

namespace {

constexpr ULONG k_ms_max = std::numeric_limits<LONG>::max();

NTSTATUS check_config(const Globals& globals, const WDF_TIMER_CONFIG& config)
{
    if (config.Period > k_ms_max)
        return STATUS_INVALID_PARAMETER;
    // Drivers of KMDF 1.13 and later may wait without limit for a wake that others cause.
    if (!globals.version_at_least(13) && config.TolerableDelay > k_ms_max)
        return STATUS_INVALID_PARAMETER;
    if (config.UseHighResolutionTimer != FALSE && globals.user_mode)
        return STATUS_NOT_IMPLEMENTED;
    if (config.UseHighResolutionTimer != FALSE && config.TolerableDelay > 0)
        return STATUS_INVALID_PARAMETER;
    return STATUS_SUCCESS;
}

} // namespace

Timer::Timer(Driver* driver, Object& parent, const WDF_TIMER_CONFIG& config, ScopeLock* scope_lock,
             bool passive)
    : Object(k_kind, driver), parent_(parent), config_(config), scope_lock_(scope_lock),
      passive_(passive), activity_(*this)
{
    parent_.reference();
    expiry_.expire = expire;
    expiry_.timer = this;
    nt::ke::initialize_runtime_dpc(dpc_, run_dpc, this);
    passive_run_.run = run_passive;
    passive_run_.timer = this;
}

Timer::~Timer()
{
    if (!driver().border().stopped())
        parent_.dereference();
}

NTSTATUS Timer::create(Driver& driver, Object& parent, const WDF_TIMER_CONFIG& given,
                       const WDF_OBJECT_ATTRIBUTES& attributes, WDFTIMER* handle)
{
    if (!known_size<WDF_TIMER_CONFIG>(given.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    const WDF_TIMER_CONFIG config = widened(given);
    NTSTATUS status = check_config(driver.globals(), config);
    if (NT_SUCCESS(status))
        status = check_attributes(&attributes, ParentRule::required, k_level_allowed);
    if (!NT_SUCCESS(status))
        return status;
    const bool passive = attributes.ExecutionLevel == WdfExecutionLevelPassive;
    if (config.Period > 0 && passive)
        return STATUS_NOT_SUPPORTED;
    auto lock = serialization_below(parent, config.AutomaticSerialization != FALSE, passive);
    if (!lock.ok())
        return lock.status();
    auto timer = published(
        create_object<Timer>(&driver, &attributes, parent, config, lock.value(), passive), parent);
    if (timer.ok())
        *handle = static_cast<WDFTIMER>(timer.value()->handle());
    return timer.status();
}

nt::ke::TimerQueue& Timer::timers() const
{
    return driver().executive().timers;
}

// A periodic timer whose last expiry has not run yet expires for nothing, as a KDPC is queued once.
base::Ticks Timer::expire(nt::ke::QueuedTimer& queued, exec::Processor& processor, base::Ticks)
{
    Timer& self = *static_cast<Expiry&>(queued).timer;
    self.activity_.begin();
    if (!self.driver().executive().dpcs.queue(processor, self.dpc_, nullptr, nullptr, nullptr))
        self.activity_.withdrawn();
    const base::Ticks period = self.config_.Period * base::k_ticks_per_millisecond;
    return period == 0 ? base::k_never : queued.due + period;
}

void Timer::run_dpc(KDPC&, void* timer)
{
    Timer& self = *static_cast<Timer*>(timer);
    if (!self.passive_) {
        self.call();
        return;
    }
    if (self.passive_queued_.exchange(true, std::memory_order_acq_rel))
        self.activity_.withdrawn();
    else
        self.driver().executive().workers.queue(self.passive_run_);
}

void Timer::run_passive(exec::Work& work)
{
    Timer& self = *static_cast<PassiveRun&>(work).timer;
    self.passive_queued_.store(false, std::memory_order_release);
    self.call();
}

void Timer::call()
{
    gate::ThreadContext& context = *gate::current_context();
    if (config_.EvtTimerFunc != nullptr) {
        activity_.enter();
        ScopeGuard scope(context, scope_lock_);
        gate::call_driver<gate::Callback::EvtTimerFunc>(
            driver().identity(), gate::DriverFn<void(WDFTIMER)>(config_.EvtTimerFunc),
            static_cast<WDFTIMER>(handle()));
        scope.leave();
    }
    activity_.leave();
}

// False: the timer must not be set now. A start during a stop that waits counts for that stop.
bool Timer::may_start()
{
    std::lock_guard guard(lock_);
    if (!running_down_ && stopping_ == nullptr)
        return true;
    start_refused_ = start_refused_ || !running_down_;
    return false;
}

bool Timer::start(LONGLONG due)
{
    if (!may_start()) {
        if (state() != ObjectState::alive)
            driver().border().report("timer-deleted",
                                     "WdfTimerStart on a timer that is being deleted does nothing");
        return false;
    }
    LARGE_INTEGER timeout;
    timeout.QuadPart = due;
    const base::Ticks deadline = nt::ke::deadline_of(driver().executive().scheduler(), &timeout);
    const bool was_set = timers().set(expiry_, deadline);
    std::lock_guard guard(lock_);
    started_meanwhile_ = started_meanwhile_ || stopping_ != nullptr;
    return was_set;
}

bool Timer::stop(bool wait)
{
    if (!wait)
        return timers().cancel(expiry_);
    if (activity_.inside()) {
        driver().border().report("timer-stop-in-callback",
                                 "WdfTimerStop with Wait from inside the timer's own callback "
                                 "would wait for itself; the timer was not stopped");
        return false;
    }
    return stop_and_wait();
}

// A start that did not see this stop in time is undone by a second round; one that saw it was
// refused, and counts as stopped.
bool Timer::stop_and_wait()
{
    {
        std::lock_guard guard(lock_);
        start_refused_ = false;
        stopping_ = exec::current_thread();
    }
    for (;;) {
        const bool was_set = stop_once();
        std::lock_guard guard(lock_);
        if (!was_set && std::exchange(started_meanwhile_, false))
            continue;
        stopping_ = nullptr;
        started_meanwhile_ = false;
        return std::exchange(start_refused_, false) || was_set;
    }
}

bool Timer::stop_once()
{
    const bool was_set = timers().cancel(expiry_);
    activity_.wait_until_idle();
    return was_set;
}

// A delete waits for the callback, unless it comes from inside.
void Timer::rundown()
{
    {
        std::lock_guard guard(lock_);
        running_down_ = true;
    }
    if (!activity_.inside()) {
        (void)stop_and_wait();
        return;
    }
    (void)timers().cancel(expiry_);
    driver().border().report("timer-deleted-in-callback",
                             "a timer is deleted from inside its own callback; Windows waits there "
                             "for the callback's end");
}

} // namespace openwdf::wdf
