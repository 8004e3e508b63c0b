// Runs a program to its end and keeps what it wrote to its standard error.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace openwdf::build {

struct ProcessResult {
    int status = 0; // its exit status; 128 + signal when a signal ended it
    std::string errors;
};

// The program is looked up in PATH; messages are in English (LC_ALL=C). nullopt: it cannot be
// started.
std::optional<ProcessResult> run_process(const std::vector<std::string>& command);

} // namespace openwdf::build
