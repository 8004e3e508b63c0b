// DWARF of one driver file: which source line an address belongs to.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace openwdf::loader {

struct SourceLine {
    std::string function; // demangled
    std::string file;
    unsigned line = 0;
};

class DebugInfo {
public:
    // Reads nothing before the first question; `descriptor` must outlive this.
    explicit DebugInfo(int descriptor);
    ~DebugInfo();
    DebugInfo(const DebugInfo&) = delete;
    DebugInfo& operator=(const DebugInfo&) = delete;

    // The frames at a link-time address: innermost inlined function first, the function that
    // contains the code last. Empty without debug information. Any thread; takes its own lock.
    std::vector<SourceLine> frames_at(std::uintptr_t address) const;

private:
    struct Reader;

    int descriptor_;
    mutable std::mutex mutex_;
    mutable std::unique_ptr<Reader> reader_;
};

} // namespace openwdf::loader
