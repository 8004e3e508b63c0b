// Threads that run for a machine without belonging to a test: its workers, and those that drivers
// make with PsCreateSystemThread. All of them are owned here and joined when the machine ends.
#pragma once

#include "exec/lock.hpp"
#include "gate/stop.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace openwdf::nt::ps {

class SystemThreads {
public:
    explicit SystemThreads(gate::Border& border);
    ~SystemThreads();
    SystemThreads(const SystemThreads&) = delete;
    SystemThreads& operator=(const SystemThreads&) = delete;

    // Runs `body` on a new thread until it returns or the machine stops. The context lives until
    // the thread ended. Any IRQL <= DISPATCH.
    void start(std::string name, std::function<void()> body);

    // How many have not come to their end. After a stop all of them do that never leave the
    // runtime's reach.
    std::size_t running() const { return running_.load(std::memory_order_acquire); }
    // Precondition: the machine stopped; the caller's thread is attached to it.
    void join_all();

private:
    class Member;

    std::unique_ptr<Member> take(bool ended_only);

    gate::Border& border_;
    exec::Lock<exec::Rank::workers> lock_;
    std::vector<std::unique_ptr<Member>> members_;
    std::atomic<std::size_t> running_{0};
};

} // namespace openwdf::nt::ps
