#include "openwdf/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace openwdf {

namespace {

constexpr auto k_status_invalid_parameter = static_cast<std::int32_t>(0xC000000DU);
// What a text may unfold to: more is a slip of the keyboard, not a schedule.
constexpr std::size_t k_choices_max = 100'000'000;

std::optional<std::uint32_t> take_number(std::string_view& text)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, char letter)
{
    if (!text.starts_with(letter))
        return false;
    text.remove_prefix(1);
    return true;
}

// "CHOICE" or "CHOICExTIMES" at the front of `text`.
bool take_run(std::string_view& text, std::vector<std::uint32_t>& choices)
{
    const auto choice = take_number(text);
    if (!choice.has_value())
        return false;
    std::uint32_t times = 1;
    if (take(text, 'x')) {
        const auto given = take_number(text);
        if (!given.has_value() || *given > k_choices_max - choices.size())
            return false;
        times = *given;
    }
    choices.insert(choices.end(), times, *choice);
    return true;
}

} // namespace

std::string Schedule::text() const
{
    std::string text;
    for (auto run = choices.begin(); run != choices.end();) {
        const auto end =
            std::find_if(run, choices.end(), [&](std::uint32_t choice) { return choice != *run; });
        text += fmt::format("{}{}", text.empty() ? "" : ",", *run);
        if (end - run > 1)
            text += fmt::format("x{}", end - run);
        run = end;
    }
    return text;
}

Outcome<Schedule> Schedule::parse(std::string_view text)
{
    Schedule schedule;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t at = text.size() - rest.size();
        if (!take_run(rest, schedule.choices) || (!rest.empty() && !take(rest, ',')))
            return Error{k_status_invalid_parameter,
                         fmt::format("the schedule is not understood at character {}: '{}'; it is "
                                     "a list such as 0x12,1,0x3,2",
                                     at + 1, text.substr(at, 20))};
    }
    return schedule;
}

} // namespace openwdf
