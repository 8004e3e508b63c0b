#include "nt/ps/system_threads.hpp"

#include "gate/border.hpp"

#include <algorithm>
#include <mutex>

namespace openwdf::nt::ps {

class SystemThreads::Member final : public gate::ThreadContext {
public:
    Member(std::string name, SystemThreads& owner, std::function<void()> body)
        : ThreadContext(std::move(name), owner.border_), owner_(owner), body_(std::move(body))
    {
    }

    void run() override
    {
        (void)gate::run_guarded(*this, body_);
        ended_.store(true, std::memory_order_release);
        owner_.running_.fetch_sub(1, std::memory_order_release);
    }
    bool ended() const { return ended_.load(std::memory_order_acquire); }

private:
    SystemThreads& owner_;
    std::function<void()> body_;
    std::atomic<bool> ended_{false};
};

SystemThreads::SystemThreads(gate::Border& border) : border_(border) {}

SystemThreads::~SystemThreads()
{
    CHECK(members_.empty());
}

// Makes room first: a driver may start and end threads all its life.
void SystemThreads::start(std::string name, std::function<void()> body)
{
    exec::Scheduler& scheduler = border_.scheduler();
    while (const auto ended = take(true))
        scheduler.join(*ended);
    auto member = std::make_unique<Member>(std::move(name), *this, std::move(body));
    Member& started = *member;
    running_.fetch_add(1, std::memory_order_relaxed);
    {
        std::lock_guard guard(lock_);
        members_.push_back(std::move(member));
    }
    scheduler.start(started);
}

std::unique_ptr<SystemThreads::Member> SystemThreads::take(bool ended_only)
{
    std::lock_guard guard(lock_);
    const auto found = std::find_if(members_.begin(), members_.end(), [&](const auto& member) {
        return !ended_only || member->ended();
    });
    if (found == members_.end())
        return nullptr;
    std::unique_ptr<Member> member = std::move(*found);
    members_.erase(found);
    return member;
}

void SystemThreads::join_all()
{
    while (const auto member = take(false))
        border_.scheduler().join(*member);
}

} // namespace openwdf::nt::ps
