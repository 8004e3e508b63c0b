// What an empty slot of a function table holds: a function that names itself, its version and its
// caller, and stops the machine. It never pretends success.
#pragma once

#include "gate/generated/ddi_ids.hpp"

namespace openwdf::gate {

[[noreturn]] void unimplemented(Ddi id, const void* caller);

template <Ddi id> void unimplemented_slot()
{
    unimplemented(id, __builtin_return_address(0));
}

} // namespace openwdf::gate
