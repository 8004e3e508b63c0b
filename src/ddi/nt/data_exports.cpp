// Variables that the executive exports to drivers. They are constants of the machine design, never
// written; their types are not const because drivers and the ABI know them so.
#include <ntddk.h>

struct _OBJECT_TYPE {
    const char* name;
};

namespace {

_OBJECT_TYPE file_type{"File"};
_OBJECT_TYPE event_type{"Event"};
_OBJECT_TYPE semaphore_type{"Semaphore"};
_OBJECT_TYPE thread_type{"Thread"};
_OBJECT_TYPE process_type{"Process"};
_OBJECT_TYPE key_type{"Key"};

POBJECT_TYPE file = &file_type;
POBJECT_TYPE event = &event_type;
POBJECT_TYPE semaphore = &semaphore_type;
POBJECT_TYPE thread = &thread_type;
POBJECT_TYPE process = &process_type;
POBJECT_TYPE key = &key_type;

// Linux debuggers are no kernel debugger.
BOOLEAN debugger_enabled = FALSE;
BOOLEAN debugger_not_present = TRUE;

} // namespace

extern "C" {

POBJECT_TYPE* IoFileObjectType = &file;
POBJECT_TYPE* ExEventObjectType = &event;
POBJECT_TYPE* ExSemaphoreObjectType = &semaphore;
POBJECT_TYPE* PsThreadType = &thread;
POBJECT_TYPE* PsProcessType = &process;
POBJECT_TYPE* CmKeyObjectType = &key;
PBOOLEAN KdDebuggerEnabled = &debugger_enabled;
PBOOLEAN KdDebuggerNotPresent = &debugger_not_present;

} // extern "C"
