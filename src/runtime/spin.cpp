#include "runtime/spin.hpp"

#include "gate/border.hpp"
#include "runtime/report_copy.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <unistd.h>

namespace openwdf::runtime {

namespace {

// The names may take a lock that the loop holds, an allocator's above all. The process ends then
// too.
constexpr unsigned k_seconds_to_speak = 10;

void say(const std::string& text)
{
    (void)!::write(STDERR_FILENO, text.data(), text.size());
}

} // namespace

void end_spinning_driver(std::uint64_t seed, std::int64_t seconds, const void* instruction)
{
    const gate::ThreadContext& context = *gate::current_context();
    if (context.driver == nullptr)
        return;
    (void)::alarm(k_seconds_to_speak);
    say(fmt::format("openwdf: seed {}: thread '{}' has computed for {} s in driver '{}' without "
                    "calling anything: nothing else can happen meanwhile\n",
                    seed, context.name(), seconds, context.driver->name));
    if (const auto line = find_line(instruction))
        say(fmt::format("    it is at {}\n", place_text(*line)));
    const std::string call = last_call_text(gate::standpoint_of(context));
    if (!call.empty())
        say("    " + call + "\n");
    std::abort();
}

} // namespace openwdf::runtime
