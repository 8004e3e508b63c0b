// The bytes of a module's writable memory at one moment, and the way back to them.
//
// Both directions copy with string instructions instead of memcpy: a sanitizer intercepts memcpy
// and would report the redzones between a driver's variables, which are copied along. Shadow
// memory is not touched, so redzones stay poisoned.
#pragma once

#include "loader/range.hpp"

#include <cstddef>
#include <vector>

namespace openwdf::loader {

class Snapshot {
public:
    Snapshot() = default;
    explicit Snapshot(const std::vector<Range>& ranges);

    void restore() const;
    std::size_t bytes() const { return bytes_; }

private:
    // A long zero tail (.bss) is refilled rather than kept: `saved` bytes are copied from
    // saved_[offset], `zeroed` bytes follow them.
    struct Piece {
        std::byte* target;
        std::size_t offset;
        std::size_t saved;
        std::size_t zeroed;
    };

    void append(const Range& range);

    std::vector<Piece> pieces_;
    std::vector<std::byte> saved_;
    std::size_t bytes_ = 0;
};

} // namespace openwdf::loader
