#include "exec/sim/overflow.hpp"

#include "base/check.hpp"
#include "base/sanitizer.hpp"
#include "exec/sim/sim_thread.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <unistd.h>

namespace openwdf::exec {

namespace {

constexpr std::size_t k_handler_stack_bytes = 64UL * 1024;

struct sigaction g_before; // what handled SIGSEGV before us

bool overflowed(const void* address)
{
    const SimThread* state = current_sim_thread();
    return state != nullptr && state->carrier->guards(address);
}

// Only what a signal handler may do.
void say(const char* text)
{
    (void)!::write(STDERR_FILENO, text, std::strlen(text));
}

void on_fault(int signal, siginfo_t* information, void*)
{
    if (overflowed(information->si_addr)) {
        say("openwdf: stack overflow on thread '");
        say(current_thread()->name().c_str());
        say("': it recursed past the end of its stack (Windows: bug check 0x7F, P1 8)\n");
    }
    // The instruction faults again, under whoever was there before.
    (void)::sigaction(signal, &g_before, nullptr);
}

void install_handler()
{
    struct sigaction handler {};
    handler.sa_sigaction = on_fault;
    handler.sa_flags = SA_SIGINFO | SA_ONSTACK;
    (void)::sigemptyset(&handler.sa_mask);
    CHECK(::sigaction(SIGSEGV, &handler, &g_before) == 0);
}

// A thread that has a stack for its handlers keeps it.
class HandlerStack {
public:
    HandlerStack()
    {
        stack_t present{};
        CHECK(::sigaltstack(nullptr, &present) == 0);
        if ((present.ss_flags & SS_DISABLE) == 0)
            return;
        stack_t own{};
        own.ss_sp = memory_.data();
        own.ss_size = memory_.size();
        CHECK(::sigaltstack(&own, nullptr) == 0);
        installed_ = true;
    }
    ~HandlerStack()
    {
        if (!installed_)
            return;
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        (void)::sigaltstack(&none, nullptr);
    }
    HandlerStack(const HandlerStack&) = delete;
    HandlerStack& operator=(const HandlerStack&) = delete;

private:
    std::array<std::byte, k_handler_stack_bytes> memory_;
    bool installed_ = false;
};

} // namespace

void watch_for_overflow()
{
    if (base::sanitizer::k_large_frames)
        return;
    static std::once_flag once;
    std::call_once(once, install_handler);
    thread_local HandlerStack stack;
    (void)stack;
}

} // namespace openwdf::exec
