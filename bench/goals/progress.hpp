// What is being done now, on standard error: one line that changes on a terminal, otherwise a line
// for each step.
#pragma once

#include <string>

namespace openwdf::bench {

class Progress {
public:
    Progress();
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void step(const std::string& text);   // kept in a log
    void detail(const std::string& text); // for a terminal only

private:
    void rewrite(const std::string& text);

    const bool to_terminal_;
    bool shown_ = false;
};

} // namespace openwdf::bench
