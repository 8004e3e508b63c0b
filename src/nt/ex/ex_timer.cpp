#include "nt/ex/ex_timer.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"
#include "nt/ke/timeout.hpp"

#include <new>
#include <type_traits>

// In pool memory, so that a machine's end frees what a driver never deleted.
struct _EX_TIMER {
    struct Expiry : openwdf::nt::ke::QueuedTimer {
        _EX_TIMER* timer = nullptr;
    } expiry;
    KDPC dpc{};
    openwdf::nt::Executive* executive = nullptr;
    const openwdf::gate::DriverIdentity* driver = nullptr;
    PEXT_CALLBACK callback = nullptr;
    void* parameter = nullptr;
    openwdf::base::Ticks period = 0;
    unsigned holds = 1; // the driver's, and one per queued run; atomic
    PEXT_DELETE_CALLBACK deleted = nullptr;
    void* deleted_parameter = nullptr;
};

namespace openwdf::nt::ex {

namespace {

static_assert(std::is_trivially_destructible_v<_EX_TIMER>);

constexpr std::uint32_t k_tag = 0x6D695478; // "xTim"

void hold(_EX_TIMER& timer)
{
    __atomic_add_fetch(&timer.holds, 1U, __ATOMIC_RELAXED);
}

void let_go(_EX_TIMER& timer)
{
    if (__atomic_sub_fetch(&timer.holds, 1U, __ATOMIC_ACQ_REL) != 0)
        return;
    const auto deleted = timer.deleted;
    void* parameter = timer.deleted_parameter;
    const gate::DriverIdentity& driver = *timer.driver;
    (void)timer.executive->pool.free(&timer);
    if (deleted != nullptr)
        gate::call_driver<gate::Callback::ExtDeleteCallback>(
            driver, gate::DriverFn<void(void*)>(deleted), parameter);
}

base::Ticks expire(ke::QueuedTimer& queued, exec::Processor& processor, base::Ticks)
{
    _EX_TIMER& timer = *static_cast<_EX_TIMER::Expiry&>(queued).timer;
    hold(timer);
    if (!timer.executive->dpcs.queue(processor, timer.dpc, nullptr, nullptr, nullptr))
        __atomic_sub_fetch(&timer.holds, 1U, __ATOMIC_RELAXED); // never the last: it is set
    return timer.period == 0 ? base::k_never : queued.due + timer.period;
}

void run(KDPC&, void* parameter)
{
    _EX_TIMER& timer = *static_cast<_EX_TIMER*>(parameter);
    if (timer.callback != nullptr)
        gate::call_driver<gate::Callback::ExtCallback>(
            *timer.driver, gate::DriverFn<void(PEX_TIMER, void*)>(timer.callback), &timer,
            timer.parameter);
    let_go(timer);
}

} // namespace

PEX_TIMER allocate_timer(gate::ThreadContext& context, PEXT_CALLBACK callback, void* parameter)
{
    Executive& executive = executive_of(context);
    void* memory = executive.pool.allocate(sizeof(_EX_TIMER), k_tag, Fill::zero,
                                           context.history.newest(0).address);
    if (memory == nullptr)
        return nullptr;
    auto* timer = new (memory) _EX_TIMER;
    timer->expiry.expire = expire;
    timer->expiry.timer = timer;
    ke::initialize_runtime_dpc(timer->dpc, run, timer);
    timer->executive = &executive;
    timer->driver = context.driver != nullptr ? context.driver : &executive.nobody;
    timer->callback = callback;
    timer->parameter = parameter;
    return timer;
}

bool set_timer(gate::ThreadContext& context, _EX_TIMER& timer, LONGLONG due, LONGLONG period)
{
    Executive& executive = executive_of(context);
    const bool was_set = executive.timers.cancel(timer.expiry);
    timer.period = period;
    LARGE_INTEGER timeout;
    timeout.QuadPart = due;
    (void)executive.timers.set(timer.expiry, ke::deadline_of(executive.scheduler(), &timeout));
    return was_set;
}

bool cancel_timer(gate::ThreadContext& context, _EX_TIMER& timer)
{
    return executive_of(context).timers.cancel(timer.expiry);
}

bool delete_timer(gate::ThreadContext& context, _EX_TIMER& timer, bool cancel, bool wait,
                  const EXT_DELETE_PARAMETERS* parameters)
{
    Executive& executive = executive_of(context);
    const bool was_set = executive.timers.cancel(timer.expiry);
    if (was_set && !cancel)
        context.border->report("timer-deleted-while-set",
                               "ExDeleteTimer without Cancel on a timer that is set; it was "
                               "cancelled");
    if (parameters != nullptr) {
        timer.deleted = parameters->DeleteCallback;
        timer.deleted_parameter = parameters->DeleteContext;
    }
    let_go(timer);
    if (wait)
        executive.dpcs.flush();
    return was_set && cancel;
}

} // namespace openwdf::nt::ex
