// The file that is read: random bytes, made once, kept for the next run, wholly in the page cache.
#pragma once

#include "goals/progress.hpp"
#include "goals/settings.hpp"

#include <cstdint>
#include <string>

namespace openwdf::bench {

// A descriptor with an owner.
class Descriptor {
public:
    Descriptor(const std::string& path, int flags);
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return descriptor_; }

private:
    int descriptor_;
};

void make_source_file(const Settings& settings, Progress& progress);
void warm_source_file(const Settings& settings, Progress& progress);

} // namespace openwdf::bench
