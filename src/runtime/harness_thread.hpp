// Threads a machine must see the end of, or else give up on: a thread that never crosses a gate
// again cannot be unwound.
#pragma once

#include "gate/context.hpp"

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

private:
    std::function<void()> body_;
    CountedThreads running_;
};

} // namespace openwdf::runtime
