// Pool memory as drivers ask for it: flags and tags checked; misuse stops the machine.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

void* allocate_pool2(gate::ThreadContext& context, POOL_FLAGS flags, SIZE_T bytes, ULONG tag);
void* allocate_pool_with_tag(gate::ThreadContext& context, POOL_TYPE type, SIZE_T bytes, ULONG tag);
// Tag 0 fits every block.
void free_pool(gate::ThreadContext& context, void* block, ULONG tag);

} // namespace openwdf::nt::ex
