// Callback objects: named lists of routines that drivers register and others notify. Those of the
// system, SetSystemTime, PowerState and ProcessorAdd below \Callback, exist once somebody asks for
// them, and nothing here changes that would notify them.
#pragma once

#include "gate/context.hpp"

#include <ntddk.h>

namespace openwdf::nt::ex {

// Opens or, with `create`, makes it; the reference is the caller's. STATUS_UNSUCCESSFUL without a
// name, STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_TYPE_MISMATCH when the name is another
// object's, STATUS_INVALID_HANDLE for a name below a directory's handle.
NTSTATUS create_callback(gate::ThreadContext& context, PCALLBACK_OBJECT& object,
                         const OBJECT_ATTRIBUTES& attributes, bool create, bool allow_multiple);
// A registration to give back; nullptr when the object takes one alone and has it.
void* register_callback(gate::ThreadContext& context, _CALLBACK_OBJECT& object,
                        PCALLBACK_FUNCTION function, void* parameter);
// Waits while another thread is in the routine.
void unregister_callback(gate::ThreadContext& context, void* registration);
// Calls the routines that are registered now, in order of registration, at the caller's IRQL.
void notify_callbacks(gate::ThreadContext& context, _CALLBACK_OBJECT& object, void* argument1,
                      void* argument2);

} // namespace openwdf::nt::ex
