// Runs the commands against a machine and says how each ended.
#pragma once

#include "cli/command.hpp"
#include "openwdf/machine.hpp"

#include <optional>

namespace openwdf::cli {

class Session {
public:
    Session(Machine& machine, bool json) : machine_(machine), json_(json) {}

    // True when the request succeeded. Failures do not end the session.
    bool run(const Command& command);

private:
    struct Ended {
        IoResult result;
        std::vector<std::byte> data; // to show
        std::string message;         // "" when the status says it all
    };

    Ended open(const Command& command);
    Ended read(const Command& command);
    Ended write(const Command& command);
    Ended ioctl(const Command& command);
    Ended copy(const Command& command);
    Ended close(const Command& command);
    Ended without_handle() const;

    void print_text(const Command& command, const Ended& ended) const;
    void print_json(const Command& command, const Ended& ended) const;

    Machine& machine_;
    const bool json_;
    std::optional<Handle> handle_;
};

} // namespace openwdf::cli
