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
// Drops a mapping that a partial MDL still has (N134). An MDL that is still locked, or that is none
// of this machine's, is reported.
void free_mdl(Executive& executive, MDL* mdl);

// An MDL of at least mdl_bytes() bytes in the caller's memory, as MmInitializeMdl leaves it.
ULONG mdl_bytes(const void* buffer, ULONG length);
void initialize_mdl(MDL& mdl, void* buffer, ULONG length);

void build_for_nonpaged(MDL& mdl);
// Where Windows raises an exception (N131) the machine stops: SEH does not exist here.
void probe_and_lock(MDL& mdl, LOCK_OPERATION operation);
void unlock_pages(MDL& mdl);
// MmGetSystemAddressForMdlSafe: maps once, later calls return the same address (N133). nullptr,
// with a report, for an MDL whose pages are not known.
void* system_address(MDL& mdl);
void unmap(MDL& mdl);
// Length 0: from `address` to the end of the source.
void build_partial(const MDL& source, MDL& target, void* address, ULONG length);

inline void* virtual_address(const MDL& mdl)
{
    return static_cast<std::byte*>(mdl.StartVa) + mdl.ByteOffset;
}

} // namespace openwdf::nt::mm
