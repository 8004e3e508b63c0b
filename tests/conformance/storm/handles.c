/* Every function that takes a handle, called with a bad one. */
#include "storm_driver.h"
#include "storm_handles.h"

static const GUID Anything = {0};
static UCHAR Bytes[STORM_MEMORY_BYTES];

NTSTATUS SendWith(ULONG Which, WDFIOTARGET Target, WDFREQUEST Request,
                  PWDF_MEMORY_DESCRIPTOR Descriptor, PWDF_REQUEST_SEND_OPTIONS Options,
                  STORM_ANSWER* Answer)
{
    const ULONG code = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, METHOD_BUFFERED, FILE_ANY_ACCESS);
    ULONG_PTR bytes = 0xB17E5;
    NTSTATUS status;

    switch (Which) {
    case 0:
        status =
            WdfIoTargetSendReadSynchronously(Target, Request, Descriptor, NULL, Options, &bytes);
        break;
    case 1:
        status =
            WdfIoTargetSendWriteSynchronously(Target, Request, Descriptor, NULL, Options, &bytes);
        break;
    case 2:
        status = WdfIoTargetSendIoctlSynchronously(Target, Request, code, NULL, Descriptor, Options,
                                                   &bytes);
        break;
    case 3:
        status = WdfIoTargetSendInternalIoctlSynchronously(Target, Request, code, Descriptor, NULL,
                                                           Options, &bytes);
        break;
    default:
        status = WdfIoTargetSendInternalIoctlOthersSynchronously(Target, Request, code, NULL, NULL,
                                                                 Descriptor, Options, &bytes);
        break;
    }
    Answer->Untouched = bytes == 0xB17E5;
    return status;
}

NTSTATUS SendOne(ULONG Which, PVOID Target, PVOID Request, PVOID Memory)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    STORM_ANSWER answer;

    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, (WDFMEMORY)Memory, NULL);
    return SendWith(Which, (WDFIOTARGET)Target, (WDFREQUEST)Request,
                    Memory == NULL ? NULL : &descriptor, NULL, &answer);
}

NTSTATUS MakeManualQueue(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;
    WDFQUEUE queue;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, &queue);
}

PWDF_OBJECT_ATTRIBUTES WithParent(WDFOBJECT Parent)
{
    static WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Parent;
    return &attributes;
}

PWDF_OBJECT_ATTRIBUTES WithContext(VOID)
{
    static WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, STORM_CONTEXT);
    return &attributes;
}

static VOID CreateBelow(ULONG Which, PVOID Parent)
{
    WDFOBJECT made = NULL;

    CreateNew(NULL, Which, WithParent((WDFOBJECT)Parent), &made);
}

#define STORM_ROW_NUMBER(function, argument, kind, null, call) Row_##function##_##argument,
#define STORM_CASE(function, argument, kind, null, call)                                           \
    case Row_##function##_##argument: call; break;

enum { STORM_HANDLES(STORM_ROW_NUMBER) };

static VOID EvtCancel(WDFREQUEST Request)
{
    UNREFERENCED_PARAMETER(Request);
}

NTSTATUS CallWithHandle(ULONG Row, PVOID H)
{
    WDF_REQUEST_COMPLETION_PARAMS Completion;
    WDF_REQUEST_REUSE_PARAMS Reuse;
    WDF_REQUEST_PARAMETERS Parameters;
    WDFREQUEST Request = NULL;
    WDFMEMORY Memory = NULL;
    WDFIOTARGET Target = NULL;
    WDFLOOKASIDE Lookaside = NULL;
    WDFOBJECT Object = NULL;
    PVOID Buffer = NULL;
    PMDL Mdl = NULL;
    DECLARE_CONST_UNICODE_STRING(Name, L"\\DosDevices\\Storm");
    UNICODE_STRING Text = Name;
    IO_STACK_LOCATION Location = {0};
    WDF_DRIVER_VERSION_AVAILABLE_PARAMS Version;

    WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(&Version, 1, 33);
    WDF_REQUEST_PARAMETERS_INIT(&Parameters);
    WDF_REQUEST_COMPLETION_PARAMS_INIT(&Completion);
    WDF_REQUEST_REUSE_PARAMS_INIT(&Reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    switch (Row) {
        STORM_HANDLES(STORM_CASE)
    default: return STATUS_NOT_FOUND;
    }
    return STATUS_SUCCESS;
}
