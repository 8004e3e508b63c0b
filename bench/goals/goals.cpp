#include "goals/goals.hpp"

#include "runtime/ddi_support.hpp"

#include <algorithm>

namespace openwdf::bench {

namespace {

constexpr double k_tolerance = 0.03;

const std::vector<const char*> k_send = {
    "WdfRequestCreate",
    "WdfIoTargetFormatRequestForRead",
    "WdfRequestSetCompletionRoutine",
    "WdfRequestSend",
    "WdfRequestReuse",
};

std::vector<const char*> send_and(const char* function)
{
    std::vector<const char*> functions = k_send;
    functions.push_back(function);
    return functions;
}

using enum Better;

const std::vector<Goal> k_goals = {
    {"P1",
     "async 4 KiB reads of a cached file, QD 32: throughput / raw ring",
     higher,
     {0.85},
     {0.92},
     {},
     {"ring.depth32"},
     k_send},
    {"P2", "the same at QD 1", higher, {0.85}, {0.92}, {}, {"ring.depth1"}, k_send},
    {"P3",
     "SendReadSynchronously, 4 KiB, cached, timeout set: time / pread",
     lower,
     {1.6},
     {1.25},
     Source{"read.random", "pread.random"},
     {"pread.random", "ring.depth1"},
     {}},
    {"P4",
     "reuse, format, send, complete inline, null target: time / mutex pair",
     lower,
     {14},
     {8},
     {},
     {"mutex.pair"},
     k_send},
    {"P5",
     "create, format, send, complete, delete: time / mutex pair; allocations",
     lower,
     {20, 0},
     {12, 0},
     {},
     {"mutex.pair"},
     send_and("WdfObjectDelete")},
    {"P6",
     "user instructions per async read above the raw ring",
     lower,
     {900},
     {550},
     {},
     {},
     k_send},
    {"P7",
     "throughput with a timeout per request / without, QD 32",
     higher,
     {0.95},
     {0.98},
     {},
     {},
     k_send},
    {"P8",
     "send, cancel, complete on a pending pipe read: time / raw ring",
     lower,
     {1.5},
     {1.2},
     {},
     {},
     send_and("WdfRequestCancelSentRequest"),
     "a pipe, pty or socket target"},
    {"P9",
     "two processors / one: on two targets; on one shared",
     higher,
     {1.8, 1.4},
     {1.95, 1.7},
     {},
     {},
     k_send},
    {"P10",
     "ioctl, handle to queue to driver and back: time / mutex pair",
     lower,
     {30},
     {18},
     Source{"ioctl.parallel", "mutex.pair"},
     {"mutex.pair"},
     {}},
    {"P11",
     "bytes per pending request",
     lower,
     {1024},
     {640},
     {},
     {},
     k_send,
     "a target that keeps requests pending"},
    {"P12",
     "simulated schedules of a send/complete/cancel race per second",
     higher,
     {50'000},
     {150'000},
     {},
     {},
     send_and("WdfRequestCancelSentRequest")},
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
        {"P12",
         "simulated machines with one ioctl each, no race, per second",
         {"simulation.request"}},
    };
    return companions;
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

std::vector<std::string> missing_functions(const Goal& goal)
{
    std::vector<std::string> missing;
    for (const char* name : goal.functions) {
        const auto rows = runtime::ddi_support(name);
        const bool works = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.name == name && row.status != "no";
        });
        if (!works)
            missing.emplace_back(name);
    }
    return missing;
}

} // namespace openwdf::bench
