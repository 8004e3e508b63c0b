#include "verify/lock_order.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::verify {

namespace {

bool lies_in(const void* address, const void* memory, std::size_t bytes)
{
    const auto* begin = static_cast<const char*>(memory);
    const auto* place = static_cast<const char*>(address);
    return place >= begin && place < begin + bytes;
}

bool contains(const std::vector<const void*>& locks, const void* lock)
{
    return std::find(locks.begin(), locks.end(), lock) != locks.end();
}

} // namespace

std::vector<LockOrder::Held> LockOrder::held_by(std::uint32_t thread) const
{
    std::vector<Held> own;
    std::copy_if(held_.begin(), held_.end(), std::back_inserter(own),
                 [thread](const Held& held) { return held.thread == thread; });
    return own;
}

const LockOrder::Step* LockOrder::find(const void* first, const void* second) const
{
    const auto found = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
        return step.first == first && step.second == second;
    });
    return found == steps_.end() ? nullptr : &*found;
}

LockOrder::Step& LockOrder::add_step(const Held& first, const gate::LockUse& second,
                                     const std::vector<Held>& held,
                                     const gate::StandpointSource& where)
{
    Step step{first.lock, second.lock, first.kind, second.kind, {}, where.get()};
    for (const Held& other : held)
        if (other.lock != first.lock)
            step.held.push_back(other.lock);
    steps_.push_back(std::move(step));
    return steps_.back();
}

void LockOrder::taking(const gate::LockUse& use, const gate::StandpointSource& where)
{
    const std::vector<Held> held = held_by(use.thread);
    for (const Held& first : held) {
        if (first.lock != use.lock && find(first.lock, use.lock) == nullptr)
            look_for_circle(add_step(first, use, held, where));
    }
    took(use);
}

void LockOrder::took(const gate::LockUse& use)
{
    held_.push_back({use.thread, use.lock, use.kind});
}

void LockOrder::gave_back(std::uint32_t thread, const void* lock)
{
    // The latest: a lock that counts may be held twice.
    const auto found = std::find_if(held_.rbegin(), held_.rend(), [&](const Held& held) {
        return held.thread == thread && held.lock == lock;
    });
    if (found != held_.rend())
        held_.erase(std::next(found).base());
}

void LockOrder::forget(const void* memory, std::size_t bytes)
{
    std::erase_if(steps_, [&](const Step& step) {
        return lies_in(step.first, memory, bytes) || lies_in(step.second, memory, bytes);
    });
    std::erase_if(held_, [&](const Held& held) { return lies_in(held.lock, memory, bytes); });
}

// Depth first; a run knows few locks.
bool LockOrder::find_way(const void* from, const void* to, Path& path) const
{
    for (const Step& step : steps_) {
        const bool known = std::find(path.begin(), path.end(), &step) != path.end();
        if (step.first != from || known)
            continue;
        path.push_back(&step);
        if (step.second == to || find_way(step.second, to, path))
            return true;
        path.pop_back();
    }
    return false;
}

void LockOrder::look_for_circle(Step& closing)
{
    Path path;
    if (!find_way(closing.second, closing.first, path))
        return;
    const bool covered =
        std::any_of(closing.held.begin(), closing.held.end(), [&](const void* lock) {
            return std::all_of(path.begin(), path.end(),
                               [&](const Step* step) { return contains(step->held, lock); });
        });
    if (covered)
        return;
    std::vector<gate::Standpoint> others;
    for (const Step* step : path)
        others.push_back(step->where);
    report_(fmt::format("{} is taken while {} is held; elsewhere they are taken the other way "
                        "round{}: two threads that each hold one of them wait for each other",
                        closing.second_kind, closing.first_kind,
                        path.size() == 1 ? "" : ", over further locks between them"),
            std::move(others));
}

} // namespace openwdf::verify
