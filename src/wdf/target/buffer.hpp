// A buffer as a driver describes it for a send: local memory, an MDL, or a WDFMEMORY with offsets
// (facts 45, 46), resolved to an address range or an MDL.
#pragma once

#include "gate/context.hpp"

#include <wdf.h>

#include <cstddef>

namespace openwdf::wdf {

class Memory;

struct IoBuffer {
    void* address = nullptr; // unless `mdl` is set
    MDL* mdl = nullptr;
    std::size_t mdl_offset = 0; // into the MDL
    std::size_t length = 0;
    Memory* memory = nullptr; // to be referenced by the format
    std::size_t memory_offset = 0;
};

// Both fill in an empty `buffer`. NULL descriptor: it stays empty. Section 5 of io-target-semantics
// lists the failures; an invalid memory handle is bug check 0x10D P1 5.
NTSTATUS resolve_descriptor(gate::ThreadContext& context, const WDF_MEMORY_DESCRIPTOR* descriptor,
                            IoBuffer& buffer);
// The same for a memory object and offsets (nullptr: the whole object).
NTSTATUS resolve_memory(Memory* memory, const WDFMEMORY_OFFSET* offsets, IoBuffer& buffer);

// Where the bytes are; maps an MDL. nullptr for an empty buffer or when mapping failed.
void* address_of(const IoBuffer& buffer);

} // namespace openwdf::wdf
