/* OpenWDF: the WMI library: it answers WMI requests from a driver's callbacks. */
#ifndef _WMILIB_
#define _WMILIB_

#include <wdm.h>
#include <wmistr.h>

/* One block: its identifier, how many instances, and WMIREG_FLAG_ values. */
typedef struct _WMIGUIDREGINFO {
    LPCGUID Guid;
    ULONG InstanceCount;
    ULONG Flags;
} WMIGUIDREGINFO, *PWMIGUIDREGINFO;

/* What a request switches on or off. */
typedef enum _WMIENABLEDISABLECONTROL {
    WmiEventControl = 0,
    WmiDataBlockControl = 1,
} WMIENABLEDISABLECONTROL,
    *PWMIENABLEDISABLECONTROL;

/* What WmiSystemControl did with the request. */
typedef enum _SYSCTL_IRP_DISPOSITION {
    IrpProcessed = 0,    /* a callback has it or had it */
    IrpNotCompleted = 1, /* the driver completes it */
    IrpNotWmi = 2,       /* not one of WMI's minor functions: pass it on */
    IrpForward = 3,      /* for another device: pass it on */
} SYSCTL_IRP_DISPOSITION,
    *PSYSCTL_IRP_DISPOSITION;

/* Names the instances and the registry path. PASSIVE_LEVEL, as all of them. */
typedef NTSTATUS WMI_QUERY_REGINFO_CALLBACK(PDEVICE_OBJECT DeviceObject, PULONG RegFlags,
                                            PUNICODE_STRING InstanceName,
                                            PUNICODE_STRING* RegistryPath,
                                            PUNICODE_STRING MofResourceName, PDEVICE_OBJECT* Pdo);
typedef WMI_QUERY_REGINFO_CALLBACK* PWMI_QUERY_REGINFO;

/* Each of these ends with WmiCompleteRequest, at once or later. */
typedef NTSTATUS WMI_QUERY_DATABLOCK_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
                                              ULONG GuidIndex, ULONG InstanceIndex,
                                              ULONG InstanceCount, PULONG InstanceLengthArray,
                                              ULONG BufferAvail, PUCHAR Buffer);
typedef WMI_QUERY_DATABLOCK_CALLBACK* PWMI_QUERY_DATABLOCK;

/* Changes all data of an instance; sizes in bytes. Answered with WmiCompleteRequest. */
typedef NTSTATUS WMI_SET_DATABLOCK_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp, ULONG GuidIndex,
                                            ULONG InstanceIndex, ULONG BufferSize, PUCHAR Buffer);
typedef WMI_SET_DATABLOCK_CALLBACK* PWMI_SET_DATABLOCK;

/* Changes one item of an instance; sizes in bytes. Answered with WmiCompleteRequest. */
typedef NTSTATUS WMI_SET_DATAITEM_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp, ULONG GuidIndex,
                                           ULONG InstanceIndex, ULONG DataItemId, ULONG BufferSize,
                                           PUCHAR Buffer);
typedef WMI_SET_DATAITEM_CALLBACK* PWMI_SET_DATAITEM;

/* Runs a method of an instance; sizes in bytes. Answered with WmiCompleteRequest. */
typedef NTSTATUS WMI_EXECUTE_METHOD_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp, ULONG GuidIndex,
                                             ULONG InstanceIndex, ULONG MethodId,
                                             ULONG InBufferSize, ULONG OutBufferSize,
                                             PUCHAR Buffer);
typedef WMI_EXECUTE_METHOD_CALLBACK* PWMI_EXECUTE_METHOD;

/* Turns events or data collection of a block on or off. Answered with WmiCompleteRequest. */
typedef NTSTATUS WMI_FUNCTION_CONTROL_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
                                               ULONG GuidIndex, WMIENABLEDISABLECONTROL Function,
                                               BOOLEAN Enable);
typedef WMI_FUNCTION_CONTROL_CALLBACK* PWMI_FUNCTION_CONTROL;

/* A driver's blocks and callbacks; those it does not need are NULL. */
typedef struct _WMILIB_CONTEXT {
    ULONG GuidCount;
    PWMIGUIDREGINFO GuidList;
    PWMI_QUERY_REGINFO QueryWmiRegInfo;
    PWMI_QUERY_DATABLOCK QueryWmiDataBlock;
    PWMI_SET_DATABLOCK SetWmiDataBlock;
    PWMI_SET_DATAITEM SetWmiDataItem;
    PWMI_EXECUTE_METHOD ExecuteWmiMethod;
    PWMI_FUNCTION_CONTROL WmiFunctionControl;
} WMILIB_CONTEXT, *PWMILIB_CONTEXT;

OPENWDF_EXTERN_C_BEGIN

/* Completes the request of a callback with BufferUsed bytes; answers the status to return.
 * IRQL <= DISPATCH. Documented: wmilib/nf-wmilib-wmicompleterequest. */
NTSTATUS WmiCompleteRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp, NTSTATUS Status,
                            ULONG BufferUsed, CCHAR PriorityBoost);

/* Dispatches IRP_MJ_SYSTEM_CONTROL to the callbacks; PASSIVE_LEVEL.
 * Documented: wmilib/nf-wmilib-wmisystemcontrol. */
NTSTATUS WmiSystemControl(PWMILIB_CONTEXT WmiLibInfo, PDEVICE_OBJECT DeviceObject, PIRP Irp,
                          PSYSCTL_IRP_DISPOSITION IrpDisposition);

/* Sends an event; EventData is from pool and is freed by the library. IRQL <= DISPATCH.
 * Documented: wmilib/nf-wmilib-wmifireevent. */
NTSTATUS WmiFireEvent(PDEVICE_OBJECT DeviceObject, LPCGUID Guid, ULONG InstanceIndex,
                      ULONG EventDataSize, PVOID EventData);

OPENWDF_EXTERN_C_END

#endif
