#include "loader/snapshot.hpp"

namespace openwdf::loader {

namespace {

constexpr std::size_t k_zero_tail_min = 512;

void copy_bytes(std::byte* to, const std::byte* from, std::size_t count)
{
    std::size_t words = count / 8;
    std::size_t rest = count % 8;
    asm volatile("rep movsq\n\tmov %[rest], %%rcx\n\trep movsb"
                 : "+D"(to), "+S"(from), "+c"(words)
                 : [rest] "r"(rest)
                 : "memory");
}

void zero_bytes(std::byte* to, std::size_t count)
{
    asm volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(0) : "memory");
}

std::size_t length_without_zero_tail(const std::byte* bytes, std::size_t count)
{
    while (count > 0 && bytes[count - 1] == std::byte{0})
        --count;
    return count;
}

} // namespace

Snapshot::Snapshot(const std::vector<Range>& ranges)
{
    for (const Range& range : ranges)
        append(range);
    saved_.shrink_to_fit();
}

void Snapshot::append(const Range& range)
{
    auto* const target = reinterpret_cast<std::byte*>(range.begin);
    const std::size_t offset = saved_.size();
    saved_.resize(offset + range.size());
    copy_bytes(saved_.data() + offset, target, range.size());

    const std::size_t used = length_without_zero_tail(saved_.data() + offset, range.size());
    const bool has_tail = range.size() - used >= k_zero_tail_min;
    const std::size_t saved = has_tail ? used : range.size();
    saved_.resize(offset + saved);
    pieces_.push_back({target, offset, saved, range.size() - saved});
    bytes_ += range.size();
}

void Snapshot::restore() const
{
    for (const Piece& piece : pieces_) {
        copy_bytes(piece.target, saved_.data() + piece.offset, piece.saved);
        if (piece.zeroed != 0)
            zero_bytes(piece.target + piece.saved, piece.zeroed);
    }
}

} // namespace openwdf::loader
