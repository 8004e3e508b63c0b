#include "exec/sim/spin_watch.hpp"

#include "base/check.hpp"
#include "exec/sim/sim_scheduler.hpp"

#include <csignal>
#include <ctime>
#include <mutex>
#include <ucontext.h>
#include <unistd.h>

namespace openwdf::exec {

namespace {

const void* instruction_of(const void* context)
{
    const auto* machine = static_cast<const ucontext_t*>(context);
    return reinterpret_cast<const void*>(machine->uc_mcontext.gregs[REG_RIP]);
}

void on_second(int, siginfo_t*, void* context)
{
    if (SimThread* state = current_sim_thread())
        static_cast<SimScheduler&>(state->scheduler).look_for_spinning(instruction_of(context));
}

void install_handler()
{
    struct sigaction handler {};
    handler.sa_sigaction = on_second;
    handler.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    (void)::sigemptyset(&handler.sa_mask);
    CHECK(::sigaction(SIGVTALRM, &handler, nullptr) == 0);
}

// A timer of this OS thread's processor time. A fork's child inherits none.
class SpinTimer {
public:
    ~SpinTimer()
    {
        if (process_ == ::getpid())
            (void)::timer_delete(timer_);
    }
    void arm()
    {
        if (process_ == ::getpid())
            return;
        process_ = ::getpid();
        sigevent event{};
        event.sigev_notify = SIGEV_THREAD_ID;
        event.sigev_signo = SIGVTALRM;
        event._sigev_un._tid = ::gettid();
        CHECK(::timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer_) == 0);
        constexpr itimerspec k_every_second{{1, 0}, {1, 0}};
        CHECK(::timer_settime(timer_, 0, &k_every_second, nullptr) == 0);
    }

private:
    timer_t timer_{};
    pid_t process_ = -1;
};

thread_local SpinTimer t_timer;

} // namespace

void watch_for_spinning()
{
    static std::once_flag once;
    std::call_once(once, install_handler);
    t_timer.arm();
}

} // namespace openwdf::exec
