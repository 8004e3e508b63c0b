// What each cell of the matrix must show, written from the two tables of section 7 of
// io-target-semantics and facts 29, 38, 45-53, N5, N6, N11. It shares nothing with the runtime.
//
// Where the tables are silent: a buffer that is not empty or has a descriptor gives its address to
// UserBuffer as the framework's source does (buffered reads, empty buffers); a field that a cell
// does not use is zero.
#pragma once

#include "matrix/cells.hpp"

namespace conformance::matrix {

// What a buffer field of the IRP holds.
enum class Holds : std::uint8_t {
    nothing,
    address,     // of the side's own bytes
    fresh,       // memory that is none of the sides'
    given_mdl,   // the MDL that came with the side
    new_mdl,     // another one, over exactly the side's bytes, locked
    partial_mdl, // another one, over the part of the given one that the offsets say
};

struct Field {
    Holds holds = Holds::nothing;
    unsigned side = 0;
};

struct Fields {
    Field system;
    Field user;
    Field mdl;
    Field type3;
};

// Is an MDL what describes the side: the descriptor, or the memory object's own.
inline bool backed_by_mdl(const Cell& it, unsigned side)
{
    const unsigned kind = it.cell.Kinds[side];
    if (kind == MATRIX_MDL)
        return true;
    if (kind != MATRIX_MEMORY && kind != MATRIX_MEMORY_AT_OFFSET)
        return false;
    // A received request's direct buffer; the input of an ioctl is never one (N9).
    return it.cell.Origin == MATRIX_RECEIVED_DIRECT && (it.is_transfer() || side != 0);
}

inline Field mdl_of(const Cell& it, unsigned side)
{
    if (!it.has(side))
        return {};
    if (backed_by_mdl(it, side)) {
        const bool part = it.cell.Kinds[side] == MATRIX_MEMORY_AT_OFFSET;
        return {part ? Holds::partial_mdl : Holds::given_mdl, side};
    }
    return it.cell.Lengths[side] == 0 ? Field{} : Field{Holds::new_mdl, side};
}

inline Field address_of(const Cell& it, unsigned side)
{
    return it.has(side) ? Field{Holds::address, side} : Field{};
}

// First table of section 7.
inline Fields transfer_fields(const Cell& it)
{
    const unsigned side = it.cell.Method == MATRIX_READ ? 1 : 0;
    const bool empty = it.cell.Lengths[side] == 0;
    Fields fields;
    switch (it.cell.Target) {
    case MATRIX_TARGET_BUFFERED:
        if (!empty) // fact 49
            fields.system = {Holds::fresh, side};
        if (!empty && it.cell.Method == MATRIX_READ)
            fields.user = address_of(it, side);
        break;
    case MATRIX_TARGET_DIRECT: fields.mdl = mdl_of(it, side); break;
    default: fields.user = address_of(it, side); break;
    }
    return fields;
}

// Second table of section 7: the target's own type does not matter.
inline Fields control_fields(const Cell& it)
{
    Fields fields;
    switch (it.cell.Transfer) {
    case k_buffered:
        if (it.cell.Lengths[0] != 0 || it.cell.Lengths[1] != 0) { // fact 49
            fields.system = {Holds::fresh, 0};
            fields.user = address_of(it, 1);
        }
        break;
    case k_in_direct:
    case k_out_direct:
        fields.system = address_of(it, 0);
        fields.mdl = mdl_of(it, 1);
        break;
    default:
        fields.type3 = address_of(it, 0);
        fields.user = address_of(it, 1);
        break;
    }
    return fields;
}

inline Fields fields_of(const Cell& it)
{
    if (it.is_others())
        return {}; // fact 47: arguments only
    return it.is_transfer() ? transfer_fields(it) : control_fields(it);
}

// Does the framework copy the answer back from a buffer of its own?
inline bool copies_back(const Cell& it)
{
    if (it.written() == MATRIX_SIDES || it.cell.Lengths[it.written()] == 0 || it.is_others())
        return false;
    return it.is_transfer() ? it.cell.Target == MATRIX_TARGET_BUFFERED
                            : it.cell.Transfer == k_buffered;
}

// How many bytes of the answer reach the sender's buffer: Information of them when copied, clamped
// (fact 48), else what was written there.
inline unsigned arrives(const Cell& it)
{
    const unsigned side = it.written();
    if (side == MATRIX_SIDES)
        return 0;
    const std::uint64_t bytes = copies_back(it) ? it.given().Information : it.given().Fill;
    return static_cast<unsigned>(std::min<std::uint64_t>(bytes, it.cell.Lengths[side]));
}

// The report that goes with the clamp.
inline bool reports_too_much(const Cell& it)
{
    return copies_back(it) && it.given().Information > it.cell.Lengths[it.written()];
}

// How many bytes of the answer an application sees whose buffered request was forwarded: the I/O
// manager's copy-back (N5, N6) of what the driver completed it with.
inline unsigned reaches_application(const Cell& it)
{
    if (it.cell.Origin == MATRIX_RECEIVED_DIRECT)
        return arrives(it); // N11
    const bool is_error = it.given().Status >> 30 == 3;
    return is_error
               ? 0
               : static_cast<unsigned>(std::min<std::uint64_t>(it.given().Information, it.moved()));
}

} // namespace conformance::matrix
