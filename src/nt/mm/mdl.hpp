// MDLs (N130-N137). Memory never moves here, so locking and mapping are bookkeeping: the flags go
// through the states Windows shows, and the system address is the address itself.
#pragma once

#include <ntddk.h>

#include <cstddef>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::mm {

// nullptr when out of memory. `buffer` may be nullptr only with length 0.
MDL* allocate_mdl(Executive& executive, void* buffer, ULONG length);
void free_mdl(Executive& executive, MDL* mdl);

void build_for_nonpaged(MDL& mdl);
void probe_and_lock(MDL& mdl, LOCK_OPERATION operation);
void unlock_pages(MDL& mdl);
// MmGetSystemAddressForMdlSafe: maps once, later calls return the same address.
void* system_address(MDL& mdl);
void build_partial(const MDL& source, MDL& target, void* address, ULONG length);

inline void* virtual_address(const MDL& mdl)
{
    return static_cast<std::byte*>(mdl.StartVa) + mdl.ByteOffset;
}

} // namespace openwdf::nt::mm
