// What the machine says about a driver that broke its contract.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace openwdf {

struct SourceLine {
    std::string function;
    std::string file;
    int line = 0;
};

// One move of a thread over the border, newest first in a history.
struct CrossingRecord {
    std::string name; // DDI or callback
    bool into_driver = false;
    bool returned = false;
    std::uint8_t irql = 0;
    std::optional<SourceLine> source; // where in the driver, as far as the module has line tables
};

// Where the thread stood.
struct Standpoint {
    std::string thread;
    std::string driver;
    std::string ddi; // the last DDI the driver called on this thread
    std::uint8_t irql = 0;
    std::optional<SourceLine> source; // the driver line that called it
    std::vector<CrossingRecord> history;
};

struct BugCheckReport {
    std::uint32_t code = 0; // 0x10D, ...
    std::array<std::uint64_t, 4> parameters{};
    std::string explanation;
    Standpoint where;

    // Several lines for people.
    std::string text() const;
};

struct ContractReport {
    std::string rule;
    std::string text;
    Standpoint where;
    // Further places that have a part in it: where locks were taken the other way round.
    std::vector<Standpoint> others;

    // Several lines for people.
    std::string text_with_place() const;
};

} // namespace openwdf
