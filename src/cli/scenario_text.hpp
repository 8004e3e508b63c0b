// A scenario in a text file: what several threads of an application do with the handles they share.
//
//   # A read against its cancel.
//   open \\.\Race as race
//   thread reader
//     read 16 @1000 on race
//   thread canceller x2
//     sleep 100us
//     cancel race
//
// Lines before the first `thread` run on the main thread, before the others start; a handle that
// is opened there is everybody's. A thread's commands go to the handle it opened last, or to `on
// NAME`.
#pragma once

#include "cli/command.hpp"
#include "openwdf/explore.hpp"

#include <chrono>
#include <memory>
#include <variant>

namespace openwdf::cli {

struct ScenarioText {
    struct Request {
        Command command;
        std::string handle; // "": the one opened last
    };
    struct Sleep {
        std::chrono::nanoseconds time;
    };
    struct Cancel {
        std::string handle;
    };
    struct Unload {
        std::string driver;
    };
    using Step = std::variant<Request, Sleep, Cancel, Unload>;

    struct ThreadText {
        std::string name;
        std::vector<Step> steps;
    };

    std::vector<Step> before; // on the main thread
    std::vector<ThreadText> threads;

    // The error names the line.
    static Outcome<ScenarioText> parse(std::string_view text);
};

extern const char* const k_scenario_help;

// "100us", "5ms", "2s".
Outcome<std::chrono::nanoseconds> parse_duration(std::string_view text);

} // namespace openwdf::cli
