// The cells of the matrix: which combinations exist, their names, and how the driver below answers.
#pragma once

#include "matrix/matrix.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace conformance::matrix {

constexpr std::uint32_t k_status_success = 0;
constexpr std::uint32_t k_status_buffer_overflow = 0x80000005;
constexpr std::uint32_t k_status_device_data_error = 0xC000009C;

enum Transfer : unsigned { k_buffered, k_in_direct, k_out_direct, k_neither };

enum class Answer : std::uint8_t { whole, half, warning, error, too_much };
constexpr std::array k_answers{Answer::whole, Answer::half, Answer::warning, Answer::error,
                               Answer::too_much};

struct Cell {
    MATRIX_CELL cell{};
    Answer answer = Answer::whole;

    bool is_transfer() const { return cell.Method == MATRIX_READ || cell.Method == MATRIX_WRITE; }
    bool is_others() const { return cell.Method == MATRIX_OTHERS; }
    bool received() const
    {
        return cell.Origin == MATRIX_RECEIVED_DIRECT || cell.Origin == MATRIX_RECEIVED_BUFFERED;
    }
    bool has(unsigned side) const { return cell.Kinds[side] != MATRIX_NO_DESCRIPTOR; }
    // The side that the driver below writes to, MATRIX_SIDES when there is none.
    unsigned written() const
    {
        const bool writes = cell.Method != MATRIX_WRITE &&
                            (is_transfer() || is_others() || cell.Transfer != k_in_direct);
        const unsigned side = is_others() ? 2 : 1;
        return writes && has(side) ? side : MATRIX_SIDES;
    }
    // What a whole answer moves: a write takes it, everything else gives it.
    unsigned moved() const
    {
        if (cell.Method == MATRIX_WRITE)
            return cell.Lengths[0];
        return cell.Lengths[is_others() ? 2 : 1];
    }
    MATRIX_ANSWER given() const
    {
        const unsigned whole = moved();
        switch (answer) {
        case Answer::half: return {k_status_success, whole, whole / 2, {}};
        case Answer::warning: return {k_status_buffer_overflow, whole / 2, whole / 2, {}};
        case Answer::error:
            return {k_status_device_data_error, std::min(whole, 3U), std::min(whole, 3U), {}};
        case Answer::too_much: return {k_status_success, whole, whole + 100ULL, {}};
        default: return {k_status_success, whole, whole, {}};
        }
    }
    std::string name() const;
};

inline std::string Cell::name() const
{
    constexpr const char* methods[]{"read", "write", "ioctl", "internal", "others"};
    constexpr const char* origins[]{"null", "created", "received", "received-buffered"};
    constexpr const char* targets[]{"buffered", "direct", "neither"};
    constexpr const char* kinds[]{"buffer", "mdl", "memory", "memory-at-offset", "none"};
    constexpr const char* answers[]{"whole", "half", "warning", "error", "too-much"};
    std::string text = methods[cell.Method];
    text += std::string("/") + origins[cell.Origin] + "/" + targets[cell.Target];
    if (!is_transfer())
        text += "/method" + std::to_string(cell.Transfer);
    for (unsigned side = 0; side < MATRIX_SIDES; ++side)
        text += std::string("/") + kinds[cell.Kinds[side]] + std::to_string(cell.Lengths[side]);
    return text + "/" + answers[static_cast<unsigned>(answer)];
}

// What cannot be built: a memory object of no bytes; a received request's empty buffer, which the
// retrieve functions refuse (fact 54). And what would say nothing: where input and output share a
// system buffer, the bytes before an offset are nobody's.
inline bool exists(const Cell& it)
{
    for (unsigned side = 0; side < MATRIX_SIDES; ++side) {
        if (!it.has(side))
            continue;
        if (it.cell.Lengths[side] == 0 && (it.received() || it.cell.Kinds[side] == MATRIX_MEMORY))
            return false;
        if (it.cell.Origin == MATRIX_RECEIVED_BUFFERED && side != 0 &&
            it.cell.Kinds[side] == MATRIX_MEMORY_AT_OFFSET)
            return false;
    }
    return true;
}

class Cells {
public:
    // All cells of one method.
    explicit Cells(unsigned method) : method_(method)
    {
        for (unsigned origin = 0; origin < MATRIX_ORIGINS; ++origin) {
            for (unsigned target = 0; target < MATRIX_TARGETS; ++target)
                add_transfers(origin, target);
        }
    }
    const std::vector<Cell>& all() const { return cells_; }

private:
    void add_transfers(unsigned origin, unsigned target)
    {
        const bool transfer = method_ == MATRIX_READ || method_ == MATRIX_WRITE;
        for (unsigned type = 0; type < (transfer ? 1U : 4U); ++type) {
            Cell base;
            base.cell.Method = method_;
            base.cell.Origin = origin;
            base.cell.Target = target;
            base.cell.Transfer = type;
            base.cell.Offset = 0x100000000LL + 12345;
            add_kinds(base);
        }
    }

    // Every pair of kinds; the lengths and answers vary where both are the same.
    void add_kinds(Cell base)
    {
        for (unsigned input = 0; input <= MATRIX_NO_DESCRIPTOR; ++input) {
            for (unsigned output = 0; output <= MATRIX_NO_DESCRIPTOR; ++output) {
                if (method_ == MATRIX_READ && input != MATRIX_NO_DESCRIPTOR)
                    continue;
                if (method_ == MATRIX_WRITE && output != MATRIX_NO_DESCRIPTOR)
                    continue;
                set_kinds(base.cell, input, output);
                const bool varied = method_ <= MATRIX_WRITE || input == output;
                add_lengths(base, varied);
            }
        }
    }

    void set_kinds(MATRIX_CELL& cell, unsigned input, unsigned output) const
    {
        const bool received = cell.Origin >= MATRIX_RECEIVED_DIRECT;
        cell.Kinds[0] = input;
        cell.Kinds[1] = output;
        cell.Kinds[2] = MATRIX_NO_DESCRIPTOR;
        if (method_ != MATRIX_OTHERS)
            return;
        cell.Kinds[2] = output;
        // A received request has two buffers only.
        cell.Kinds[1] = received ? static_cast<unsigned>(MATRIX_NO_DESCRIPTOR) : input;
    }

    void add_lengths(Cell base, bool varied)
    {
        struct Lengths {
            unsigned input;
            unsigned output;
        };
        constexpr std::array<Lengths, 5> lengths{
            {{24, 40}, {5000, 4999}, {40, 24}, {24, 0}, {0, 40}}};
        for (const auto& [input, output] : lengths) {
            base.cell.Lengths[0] = base.has(0) ? input : 0;
            base.cell.Lengths[1] = base.has(1) ? (method_ == MATRIX_OTHERS ? input : output) : 0;
            base.cell.Lengths[2] = base.has(2) ? output : 0;
            add_answers(base, varied);
            if (!varied)
                return;
        }
        base.cell.Lengths[0] = base.cell.Lengths[1] = base.cell.Lengths[2] = 0;
        add_answers(base, varied);
    }

    void add_answers(Cell base, bool varied)
    {
        for (const Answer answer : k_answers) {
            base.answer = answer;
            if (exists(base))
                cells_.push_back(base);
            if (!varied)
                return;
        }
    }

    unsigned method_;
    std::vector<Cell> cells_;
};

} // namespace conformance::matrix
