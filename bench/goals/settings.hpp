// What the command line asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace openwdf::bench {

struct Settings {
    std::vector<std::string> only; // goals; empty for all
    unsigned rounds = 9;
    bool quick = false; // few operations: that it runs, not how fast
    bool json = false;
    int cpu = -1;          // -1: the last one the process may use
    std::string directory; // of the file that is read
    std::uint64_t file_bytes = 0;

    // One case alone, without a clock: for a profiler or an instruction counter.
    std::string single_case;
    std::uint64_t operations = 0;
    bool without_io_uring = false;

    std::string file_path() const;
    bool wants(const std::string& goal) const;
};

} // namespace openwdf::bench
