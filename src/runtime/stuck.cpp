#include "runtime/stuck.hpp"

#include "gate/border.hpp"
#include "gate/wait_note.hpp"
#include "runtime/report_copy.hpp"

#include <fmt/format.h>

namespace openwdf::runtime {

namespace {

// The machine makes all threads of its scheduler.
const gate::ThreadContext& context_of(const exec::Thread& thread)
{
    return static_cast<const gate::ThreadContext&>(thread);
}

std::string wait_text(const gate::ThreadContext& context)
{
    if (context.waits == nullptr)
        return "waits for a processor or for the end of another thread";
    std::string text = "waits for " + context.waits->what();
    if (const exec::Thread* owner = context.waits->owner())
        text += owner == &context ? ", which it holds itself"
                                  : fmt::format(", which thread '{}' holds", owner->name());
    return text;
}

std::string standing_text(const gate::ThreadContext& context)
{
    const std::string call = last_call_text(gate::standpoint_of(context));
    return call.empty() ? "" : "\n    " + call;
}

} // namespace

gate::BugCheck describe_deadlock(const exec::DeadlockReport& report)
{
    std::string text = "nothing can run any more: no timer and no I/O is pending, and";
    for (const exec::Thread* thread : report.parked) {
        const gate::ThreadContext& context = context_of(*thread);
        text += fmt::format("\n    thread '{}' {}{}", thread->name(), wait_text(context),
                            standing_text(context));
    }
    return {gate::k_openwdf_deadlock, {report.parked.size(), 0, 0, 0}, std::move(text)};
}

gate::BugCheck describe_endless_run(std::uint64_t steps)
{
    return {gate::k_openwdf_endless,
            {steps, 0, 0, 0},
            fmt::format("the run did not end within {} steps: a thread polls for something that "
                        "nobody will do, or threads keep handing the same work to each other",
                        steps)};
}

} // namespace openwdf::runtime
