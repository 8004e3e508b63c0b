#include "cli/scenario_text.hpp"

#include "cli/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace openwdf::cli {

const char* const k_scenario_help =
    "A scenario file has a line for each step; what stands before the first `thread` runs first:\n"
    "  open NAME [as HANDLE]\n"
    "  read, write, ioctl, close ... [on HANDLE]    as in openwdf run\n"
    "  cancel HANDLE                                cancel what HANDLE waits for\n"
    "  sleep TIME                                   100us, 5ms, 2s of virtual time\n"
    "  unload DRIVER\n"
    "  thread NAME [xCOUNT]                         the lines below are this thread's\n"
    "A # begins a comment.\n";

namespace {

using Words = std::vector<std::string>;
using Step = ScenarioText::Step;

constexpr std::uint64_t k_copies_max = 64;

Error wrong(std::string message)
{
    return {0, std::move(message)};
}

// Takes "`key` VALUE" off the end of `words`; "" when it is not there.
std::string take_tail(Words& words, std::string_view key)
{
    if (words.size() < 3 || words[words.size() - 2] != key)
        return "";
    std::string value = words.back();
    words.resize(words.size() - 2);
    return value;
}

Outcome<Step> parse_request(Words words)
{
    std::string handle = take_tail(words, words[0] == "open" ? "as" : "on");
    if (words[0] == "copy")
        return wrong("copy is no step of a scenario; use read");
    words.emplace_back(";");
    auto commands = parse_commands(words);
    if (!commands.ok())
        return commands.error();
    if (commands.value().size() != 1)
        return wrong("one step a line");
    return Step(ScenarioText::Request{std::move(commands.value().front()), std::move(handle)});
}

Outcome<Step> parse_step(Words words)
{
    const std::string& verb = words[0];
    const bool takes_one = verb == "sleep" || verb == "cancel" || verb == "unload";
    if (!takes_one)
        return parse_request(std::move(words));
    if (words.size() != 2)
        return wrong(fmt::format("{} takes one word", verb));
    if (verb == "cancel")
        return Step(ScenarioText::Cancel{words[1]});
    if (verb == "unload")
        return Step(ScenarioText::Unload{words[1]});
    auto time = parse_duration(words[1]);
    if (!time.ok())
        return time.error();
    return Step(ScenarioText::Sleep{time.value()});
}

class Parser {
public:
    Outcome<ScenarioText> run(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            ++line_;
            auto taken = take_line(text.substr(0, end));
            if (!taken.ok())
                return wrong(fmt::format("line {}: {}", line_, taken.error().message));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (scenario_.before.empty() && scenario_.threads.empty())
            return wrong("the scenario has no steps");
        for (const auto& [name, line] : used_) {
            if (!opened_.contains(name))
                return wrong(fmt::format("line {}: no open ... as {}", line, name));
        }
        end_thread();
        return std::move(scenario_);
    }

private:
    Outcome<void> take_line(std::string_view line)
    {
        auto words = split_words(line.substr(0, line.find('#')));
        if (!words.ok())
            return words.error();
        if (words.value().empty())
            return {};
        if (words.value()[0] == "thread")
            return begin_thread(words.value());
        auto step = parse_step(std::move(words.value()));
        if (!step.ok())
            return step.error();
        note_handle(step.value());
        auto& steps = scenario_.threads.empty() ? scenario_.before : scenario_.threads.back().steps;
        steps.push_back(std::move(step.value()));
        return {};
    }

    void note_handle(const Step& step)
    {
        if (const auto* cancel = std::get_if<ScenarioText::Cancel>(&step)) {
            used_.emplace(cancel->handle, line_);
        } else if (const auto* request = std::get_if<ScenarioText::Request>(&step)) {
            if (request->command.verb == Command::Verb::open)
                opened_.insert(request->handle);
            else if (!request->handle.empty())
                used_.emplace(request->handle, line_);
        }
    }

    Outcome<void> begin_thread(const Words& words)
    {
        std::uint64_t copies = 1;
        if (words.size() == 3 && words[2].starts_with('x'))
            copies = parse_number(std::string_view(words[2]).substr(1)).value_or(0);
        else if (words.size() != 2)
            return wrong("thread takes a name and perhaps how many, e.g. thread reader x2");
        if (copies == 0 || copies > k_copies_max)
            return wrong(fmt::format("'{}' is not x1 to x{}", words[2], k_copies_max));
        end_thread();
        scenario_.threads.push_back({words[1], {}});
        copies_ = copies;
        return {};
    }

    // The last thread is complete: its copies follow it.
    void end_thread()
    {
        if (scenario_.threads.empty() || copies_ == 1)
            return;
        ScenarioText::ThreadText original = std::move(scenario_.threads.back());
        scenario_.threads.pop_back();
        for (std::uint64_t copy = 1; copy <= copies_; ++copy)
            scenario_.threads.push_back(
                {fmt::format("{} {}", original.name, copy), original.steps});
        copies_ = 1;
    }

    ScenarioText scenario_;
    std::uint64_t copies_ = 1;
    int line_ = 0;
    std::set<std::string> opened_;
    std::map<std::string, int> used_; // where first
};

} // namespace

Outcome<std::chrono::nanoseconds> parse_duration(std::string_view text)
{
    struct Unit {
        std::string_view name;
        std::int64_t nanoseconds;
    };
    constexpr Unit k_units[] = {
        {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}};
    for (const Unit& unit : k_units) {
        if (!text.ends_with(unit.name))
            continue;
        const auto number = parse_number(text.substr(0, text.size() - unit.name.size()));
        if (number.has_value() && *number <= 1'000'000'000)
            return std::chrono::nanoseconds(static_cast<std::int64_t>(*number) * unit.nanoseconds);
        break;
    }
    return wrong(fmt::format("'{}' is no time; e.g. 100us, 5ms, 2s, 10m", text));
}

Outcome<ScenarioText> ScenarioText::parse(std::string_view text)
{
    return Parser().run(text);
}

} // namespace openwdf::cli
