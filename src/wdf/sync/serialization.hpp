// AutomaticSerialization of timers, DPCs and work items (facts 111, 112), and the lock that drivers
// take themselves (WdfObjectAcquireLock).
#pragma once

#include "base/result.hpp"
#include "gate/context.hpp"
#include "wdf/object/object.hpp"
#include "wdf/sync/scope.hpp"

namespace openwdf::wdf {

// What covers a callback below `parent`; nullptr for nothing. `passive`: the callback runs at
// PASSIVE_LEVEL. STATUS_INVALID_DEVICE_REQUEST when no device is above `parent`,
// STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL when the lock is not of the callback's level.
base::Result<ScopeLock*> serialization_below(Object& parent, bool automatic, bool passive);

// WdfObjectAcquireLock, WdfObjectReleaseLock: devices, queues and file objects have a lock,
// whatever their scope; bug check 0x10D P1 0xB for others. Taking it twice on one thread is bug
// check 0x10D P1 2, as with the framework's verifier.
void acquire_object_lock(gate::ThreadContext& context, Object& object);
void release_object_lock(gate::ThreadContext& context, Object& object);

} // namespace openwdf::wdf
