// Half-open address ranges, and the subtraction that decides what a restore writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace openwdf::loader {

struct Range {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;

    std::size_t size() const { return end - begin; }
    bool contains(std::uintptr_t address) const { return address >= begin && address < end; }
    friend bool operator==(const Range&, const Range&) = default;
};

// What is left of `ranges` without `holes`; empty pieces are dropped, the order is kept.
std::vector<Range> subtract(std::vector<Range> ranges, const std::vector<Range>& holes);

} // namespace openwdf::loader
