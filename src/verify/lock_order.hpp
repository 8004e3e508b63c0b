// The order in which threads take locks. Two locks that are taken in both orders can deadlock some
// day, even if this run did not: the report names both places. Longer circles likewise.
//
// A circle is no danger when one and the same further lock is held around each of its steps.
//
// One machine at a time, and one thread of it: simulated machines only. Locks are told apart by
// address and kept in the order they were met, so equal runs give equal reports.
#pragma once

#include "gate/lock_watch.hpp"

#include <functional>
#include <vector>

namespace openwdf::verify {

class LockOrder final : public gate::LockWatch {
public:
    // Receives each circle once: a sentence, and where the other steps of it were taken.
    using Report = std::function<void(std::string text, std::vector<gate::Standpoint> others)>;

    explicit LockOrder(Report report) : report_(std::move(report)) {}

    void taking(const gate::LockUse& use, const gate::StandpointSource& where) override;
    void took(const gate::LockUse& use) override;
    void gave_back(std::uint32_t thread, const void* lock) override;
    void forget(const void* memory, std::size_t bytes) override;

private:
    // Somebody held `first` when `second` was taken.
    struct Step {
        const void* first;
        const void* second;
        const char* first_kind;
        const char* second_kind;
        std::vector<const void*> held; // besides first
        gate::Standpoint where;
    };
    struct Held {
        std::uint32_t thread;
        const void* lock;
        const char* kind;
    };
    using Path = std::vector<const Step*>;

    std::vector<Held> held_by(std::uint32_t thread) const;
    const Step* find(const void* first, const void* second) const;
    Step& add_step(const Held& first, const gate::LockUse& second, const std::vector<Held>& held,
                   const gate::StandpointSource& where);
    bool find_way(const void* from, const void* to, Path& path) const;
    void look_for_circle(Step& closing);

    Report report_;
    std::vector<Held> held_;
    std::vector<Step> steps_;
};

} // namespace openwdf::verify
