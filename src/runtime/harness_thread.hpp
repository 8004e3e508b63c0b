// Threads a machine must see the end of, or else give up on: a thread that never crosses a gate
// again cannot be unwound.
#pragma once

#include "gate/stop.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace openwdf::runtime {

// How long a stopped machine waits for a thread to come back from driver code.
inline constexpr std::chrono::seconds k_patience{5};

// Counts bodies that run. Any thread.
class CountedThreads {
public:
    void enter();
    void leave();
    // False when some body is still running after k_patience.
    bool wait_until_none();

private:
    std::mutex mutex_;
    std::condition_variable none_;
    unsigned running_ = 0;
};

// A processor's own thread. On a machine that stopped before the thread began, the body never runs.
class ServiceThread final : public gate::ThreadContext {
public:
    ServiceThread(std::string name, gate::Border& machine_border, CountedThreads& services,
                  std::function<void()> body)
        : ThreadContext(std::move(name), machine_border), services_(services),
          body_(std::move(body))
    {
        reaps_io = true;
        services_.enter();
    }
    void run() override
    {
        (void)gate::run_guarded(*this, body_);
        services_.leave();
    }

private:
    CountedThreads& services_;
    std::function<void()> body_;
};

// The thread of Machine::start. Its body is harness code: each call into the machine is guarded by
// itself, so that the body goes on after a bug check and reads its results.
class HarnessThread final : public gate::ThreadContext {
public:
    HarnessThread(std::string name, gate::Border& machine_border, std::function<void()> body)
        : ThreadContext(std::move(name), machine_border), body_(std::move(body))
    {
        running_.enter();
    }
    void run() override
    {
        body_();
        running_.leave();
    }
    bool wait_for_end() { return running_.wait_until_none(); }

    // Once joined the thread needs its machine no more, which may be gone.
    bool joined() const { return joined_.load(std::memory_order_acquire); }
    void set_joined() { joined_.store(true, std::memory_order_release); }

private:
    std::function<void()> body_;
    CountedThreads running_;
    std::atomic<bool> joined_{false};
};

} // namespace openwdf::runtime
