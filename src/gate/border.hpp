// The border of one machine: who watches it, how strict it is, and whether it still runs. Both
// gates load one word of it per crossing; everything else is off the fast path.
#pragma once

#include "exec/lock.hpp"
#include "exec/scheduler.hpp"
#include "gate/context.hpp"
#include "gate/handle.hpp"
#include "gate/observer.hpp"
#include "gate/report.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::gate {

// Feature word: any bit set sends a crossing to the watched path.
inline constexpr std::uint32_t k_observed = 1U << 0;
inline constexpr std::uint32_t k_simulated = 1U << 1;
inline constexpr std::uint32_t k_stopped = 1U << 2;
inline constexpr std::uint32_t k_locks_watched = 1U << 3;
inline constexpr std::uint32_t k_scarce = 1U << 4;

// Which misuse is reported: everything, or only what Windows itself would notice by default.
enum class Profile : std::uint8_t { on, windows };

class LockWatch;
class Scarcity;

class Border {
public:
    // `scheduler` is set by the machine once it exists; it needs the border to make its threads.
    explicit Border(Profile profile) : profile_(profile) {}

    void set_scheduler(exec::Scheduler& scheduler);
    exec::Scheduler& scheduler() const { return *scheduler_; }

    std::uint32_t features() const { return features_.load(std::memory_order_relaxed); }
    bool stopped() const { return (features() & k_stopped) != 0; }
    Profile profile() const { return profile_; }

    // Only while no other thread of the machine runs.
    void add_observer(Observer& observer);
    void remove_observer(Observer& observer);
    bool observed() const { return (features() & k_observed) != 0; }
    void notify(const Event& event);

    // Only while no other thread of the machine runs; one at most, and it must outlive the border's
    // use of it.
    void watch_locks(LockWatch& watch);
    LockWatch* lock_watch() const { return lock_watch_; }
    // The same for allocations that fail by chance.
    void make_scarce(Scarcity& scarcity);
    Scarcity* scarcity() const { return scarcity_; }

    // A broken contract after which the run goes on. Not recorded under Profile::windows.
    void report(std::string rule, std::string text);
    // The same in every profile: a complaint of the harness. `others`: further places that have a
    // part in it.
    void complain(std::string rule, std::string text, std::vector<Standpoint> others = {});
    std::vector<Report> reports() const;

    // Copies the report of the first bug check and stops the machine. Does not throw; callers go
    // on with throw_stopped(). Any thread, no runtime lock held.
    void stop(BugCheck bug_check);
    std::optional<BugCheckReport> bug_check() const;
    // Called once, on the stopping thread, after the report was copied: the command line prints
    // it and ends the process.
    std::function<void(const BugCheckReport&)> on_bug_check;

    // Called before a thread of a stopped machine unwinds: returns when Linux moves no bytes into
    // the machine's memory any more. Frames that are about to go may be the target of a transfer.
    std::function<void()> settle_io;

    HandleTable& handles() { return handles_; }

    // The rooms above the gate, opaque here. Set by the composition root.
    nt::Executive* executive = nullptr;

private:
    std::atomic<std::uint32_t> features_{0};
    Profile profile_;
    exec::Scheduler* scheduler_ = nullptr;
    std::vector<Observer*> observers_;
    LockWatch* lock_watch_ = nullptr;
    Scarcity* scarcity_ = nullptr;
    HandleTable handles_;

    mutable exec::Lock<exec::Rank::reports> reports_lock_;
    std::vector<Report> reports_;
    std::optional<BugCheckReport> bug_check_;
};

// What observers hear of a crossing of this thread, without its status.
Event crossing_event(const ThreadContext& context, EventKind kind, const char* name,
                     const void* address);

Standpoint standpoint_of(const ThreadContext& context);
// The standpoint of the current thread (empty on a thread without context).
Standpoint current_standpoint();

// Stops the current thread's machine and unwinds. `explanation` is for people.
[[noreturn]] void bug_check(std::uint32_t code, std::uint64_t p1, std::uint64_t p2,
                            std::uint64_t p3, std::uint64_t p4, std::string explanation);
[[noreturn]] void wdf_violation(WdfViolation violation, std::uint64_t p2, std::uint64_t p3,
                                std::string explanation);

} // namespace openwdf::gate
