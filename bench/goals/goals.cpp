#include "goals/goals.hpp"

namespace openwdf::bench {

namespace {

constexpr double k_tolerance = 0.03;

using enum Better;

const std::vector<Goal> k_goals = {
    {"P1",
     "async 4 KiB reads of a cached file, QD 32: throughput / raw ring",
     higher,
     {0.85},
     {0.92},
     Source{"ring.depth32", "send.depth32"},
     {"ring.depth32"}},
    {"P2",
     "the same at QD 1",
     higher,
     {0.85},
     {0.92},
     Source{"ring.depth1", "send.depth1"},
     {"ring.depth1"}},
    {"P3",
     "SendReadSynchronously, 4 KiB, cached, timeout set: time / pread",
     lower,
     {1.6},
     {1.25},
     Source{"read.random", "pread.random"},
     {"pread.random", "ring.depth1"}},
    {"P4",
     "reuse, format, send, complete inline, null target: time / mutex pair",
     lower,
     {14},
     {8},
     Source{"send.null", "mutex.pair"},
     {"mutex.pair"}},
    {"P5",
     "create, format, send, complete, delete: time / mutex pair",
     lower,
     {20},
     {12},
     Source{"send.created", "mutex.pair"},
     {"mutex.pair"}},
    {"P6",
     "user instructions per async read above the raw ring",
     lower,
     {900},
     {550},
     {},
     {},
     "valgrind: bench/instructions.sh counts send.hot"},
    {"P7",
     "throughput with a timeout per request / without, QD 32",
     higher,
     {0.95},
     {0.98},
     Source{"send.depth32.untimed", "send.depth32"},
     {"send.depth32.untimed"}},
    {"P8",
     "send, cancel, complete on a pending pipe read: time / raw ring",
     lower,
     {1.5},
     {1.2},
     Source{"send.cancel", "ring.cancel"},
     {"ring.cancel"}},
    {"P9",
     "two processors / one: on two targets; on one shared",
     higher,
     {1.8, 1.4},
     {1.95, 1.7},
     {},
     {},
     "a second processor: the program keeps to one"},
    {"P10",
     "ioctl, handle to queue to driver and back: time / mutex pair",
     lower,
     {30},
     {18},
     Source{"ioctl.parallel", "mutex.pair"},
     {"mutex.pair"}},
    {"P11", "bytes per pending request", lower, {1024}, {640}, {}, {}},
    {"P12",
     "simulated schedules of a send/complete/cancel race per second",
     higher,
     {50'000},
     {150'000},
     Source{"simulation.race"},
     {}},
};

} // namespace

std::span<const Goal> all_goals()
{
    return k_goals;
}

std::span<const Companion> all_companions()
{
    static constexpr Companion companions[] = {
        {"P3", "the same over a hot 1 MiB: time / pread", {"read.hot", "pread.hot"}},
        {"P10",
         "the same through a sequential queue: time / mutex pair",
         {"ioctl.sequential", "mutex.pair"}},
        {"P10",
         "ioctl of a lower device, no framework: time / mutex pair",
         {"ioctl.provider", "mutex.pair"}},
        {"P1", "the same over a hot 1 MiB: time / pread", {"send.hot", "pread.hot"}},
        {"P4",
         "reused, SendReadSynchronously, null target: time / mutex pair",
         {"read.reused", "mutex.pair"}},
        {"P4",
         "no request, SendIoctlSynchronously, null target: time / mutex pair",
         {"control.sync", "mutex.pair"}},
        {"P12",
         "simulated machines with one ioctl each, no race, per second",
         {"simulation.request"}},
    };
    return companions;
}

const char* case_of(const Goal& goal)
{
    // A throughput is the peer's time over ours.
    const bool is_throughput = goal.better == higher && goal.source->relative_to != nullptr;
    return is_throughput ? goal.source->relative_to : goal.source->name;
}

Statistic figure_of(const Source& source, const Samples& samples)
{
    if (source.relative_to == nullptr)
        return samples.per_second(source.name);
    return samples.ratio(source.name, source.relative_to);
}

Verdict verdict_of(const Goal& goal, const std::optional<Statistic>& figure)
{
    if (!figure.has_value())
        return Verdict::not_yet;
    const double bar = goal.bars.front();
    const double short_by =
        goal.better == Better::lower ? figure->median - bar : bar - figure->median;
    return short_by > k_tolerance ? Verdict::missed : Verdict::met;
}

} // namespace openwdf::bench
