/*
 * Every function that takes a handle. X(function, argument, kind of object its handle must be, may
 * be NULL, call with H): several rows of one function differ in the argument that is bad.
 */
#ifndef CONFORMANCE_STORM_HANDLES_H
#define CONFORMANCE_STORM_HANDLES_H

#include "storm.h"
#include "storm_family_handles.h"

#define STORM_SEND_ROWS(X, argument, kind, null, target, request, memory)                          \
    X(WdfIoTargetSendReadSynchronously, argument, kind, null, SendOne(0, target, request, memory)) \
    X(WdfIoTargetSendWriteSynchronously, argument, kind, null,                                     \
      SendOne(1, target, request, memory))                                                         \
    X(WdfIoTargetSendIoctlSynchronously, argument, kind, null,                                     \
      SendOne(2, target, request, memory))                                                         \
    X(WdfIoTargetSendInternalIoctlSynchronously, argument, kind, null,                             \
      SendOne(3, target, request, memory))                                                         \
    X(WdfIoTargetSendInternalIoctlOthersSynchronously, argument, kind, null,                       \
      SendOne(4, target, request, memory))

#define STORM_ASYNCHRONOUS_HANDLES(X)                                                              \
    X(WdfIoTargetStart, target, TARGET, 0, WdfIoTargetStart((WDFIOTARGET)H))                       \
    X(WdfIoTargetStop, target, TARGET, 0,                                                          \
      WdfIoTargetStop((WDFIOTARGET)H, WdfIoTargetLeaveSentIoPending))                              \
    X(WdfIoTargetPurge, target, TARGET, 0, WdfIoTargetPurge((WDFIOTARGET)H, WdfIoTargetPurgeIo))   \
    X(WdfIoTargetCloseForQueryRemove, target, TARGET, 0,                                           \
      WdfIoTargetCloseForQueryRemove((WDFIOTARGET)H))                                              \
    X(WdfIoTargetFormatRequestForRead, target, TARGET, 0,                                          \
      WdfIoTargetFormatRequestForRead((WDFIOTARGET)H, (WDFREQUEST)Standing[STORM_REQUEST], NULL,   \
                                      NULL, NULL))                                                 \
    X(WdfIoTargetFormatRequestForRead, request, REQUEST, 0,                                        \
      WdfIoTargetFormatRequestForRead((WDFIOTARGET)Standing[STORM_TARGET], (WDFREQUEST)H, NULL,    \
                                      NULL, NULL))                                                 \
    X(WdfIoTargetFormatRequestForWrite, target, TARGET, 0,                                         \
      WdfIoTargetFormatRequestForWrite((WDFIOTARGET)H, (WDFREQUEST)Standing[STORM_REQUEST], NULL,  \
                                       NULL, NULL))                                                \
    X(WdfIoTargetFormatRequestForWrite, request, REQUEST, 0,                                       \
      WdfIoTargetFormatRequestForWrite((WDFIOTARGET)Standing[STORM_TARGET], (WDFREQUEST)H, NULL,   \
                                       NULL, NULL))                                                \
    X(WdfIoTargetFormatRequestForIoctl, target, TARGET, 0,                                         \
      WdfIoTargetFormatRequestForIoctl((WDFIOTARGET)H, (WDFREQUEST)Standing[STORM_REQUEST], 0,     \
                                       NULL, NULL, NULL, NULL))                                    \
    X(WdfIoTargetFormatRequestForIoctl, request, REQUEST, 0,                                       \
      WdfIoTargetFormatRequestForIoctl((WDFIOTARGET)Standing[STORM_TARGET], (WDFREQUEST)H, 0,      \
                                       NULL, NULL, NULL, NULL))                                    \
    X(WdfIoTargetFormatRequestForInternalIoctl, target, TARGET, 0,                                 \
      WdfIoTargetFormatRequestForInternalIoctl(                                                    \
          (WDFIOTARGET)H, (WDFREQUEST)Standing[STORM_REQUEST], 0, NULL, NULL, NULL, NULL))         \
    X(WdfIoTargetFormatRequestForInternalIoctl, request, REQUEST, 0,                               \
      WdfIoTargetFormatRequestForInternalIoctl((WDFIOTARGET)Standing[STORM_TARGET], (WDFREQUEST)H, \
                                               0, NULL, NULL, NULL, NULL))                         \
    X(WdfIoTargetFormatRequestForInternalIoctlOthers, target, TARGET, 0,                           \
      WdfIoTargetFormatRequestForInternalIoctlOthers((WDFIOTARGET)H,                               \
                                                     (WDFREQUEST)Standing[STORM_REQUEST], 0, NULL, \
                                                     NULL, NULL, NULL, NULL, NULL))                \
    X(WdfIoTargetFormatRequestForInternalIoctlOthers, request, REQUEST, 0,                         \
      WdfIoTargetFormatRequestForInternalIoctlOthers((WDFIOTARGET)Standing[STORM_TARGET],          \
                                                     (WDFREQUEST)H, 0, NULL, NULL, NULL, NULL,     \
                                                     NULL, NULL))                                  \
    X(WdfIoTargetFormatRequestForRead, memory, MEMORY, 1,                                          \
      WdfIoTargetFormatRequestForRead((WDFIOTARGET)Standing[STORM_TARGET],                         \
                                      (WDFREQUEST)Standing[STORM_REQUEST], (WDFMEMORY)H, NULL,     \
                                      NULL))                                                       \
    X(WdfIoTargetFormatRequestForIoctl, memory, MEMORY, 1,                                         \
      WdfIoTargetFormatRequestForIoctl((WDFIOTARGET)Standing[STORM_TARGET],                        \
                                       (WDFREQUEST)Standing[STORM_REQUEST], 0, (WDFMEMORY)H, NULL, \
                                       NULL, NULL))                                                \
    X(WdfRequestSend, request, REQUEST, 0,                                                         \
      WdfRequestSend((WDFREQUEST)H, (WDFIOTARGET)Standing[STORM_TARGET], NULL))                    \
    X(WdfRequestSend, target, TARGET, 0,                                                           \
      WdfRequestSend((WDFREQUEST)Standing[STORM_REQUEST], (WDFIOTARGET)H, NULL))                   \
    X(WdfRequestReuse, request, REQUEST, 0, WdfRequestReuse((WDFREQUEST)H, &Reuse))                \
    X(WdfRequestChangeTarget, request, REQUEST, 0,                                                 \
      WdfRequestChangeTarget((WDFREQUEST)H, (WDFIOTARGET)Standing[STORM_TARGET]))                  \
    X(WdfRequestChangeTarget, target, TARGET, 0,                                                   \
      WdfRequestChangeTarget((WDFREQUEST)Standing[STORM_REQUEST], (WDFIOTARGET)H))                 \
    X(WdfRequestFormatRequestUsingCurrentType, request, REQUEST, 0,                                \
      WdfRequestFormatRequestUsingCurrentType((WDFREQUEST)H))                                      \
    X(WdfRequestSetCompletionRoutine, request, REQUEST, 0,                                         \
      WdfRequestSetCompletionRoutine((WDFREQUEST)H, NULL, NULL))                                   \
    X(WdfRequestGetCompletionParams, request, REQUEST, 0,                                          \
      WdfRequestGetCompletionParams((WDFREQUEST)H, &Completion))                                   \
    X(WdfRequestAllocateTimer, request, REQUEST, 0, WdfRequestAllocateTimer((WDFREQUEST)H))        \
    X(WdfRequestCancelSentRequest, request, REQUEST, 0,                                            \
      WdfRequestCancelSentRequest((WDFREQUEST)H))                                                  \
    X(WdfRequestIsCanceled, request, REQUEST, 0, WdfRequestIsCanceled((WDFREQUEST)H))              \
    X(WdfRequestMarkCancelable, request, REQUEST, 0,                                               \
      WdfRequestMarkCancelable((WDFREQUEST)H, EvtCancel))                                          \
    X(WdfRequestMarkCancelableEx, request, REQUEST, 0,                                             \
      WdfRequestMarkCancelableEx((WDFREQUEST)H, EvtCancel))                                        \
    X(WdfRequestUnmarkCancelable, request, REQUEST, 0, WdfRequestUnmarkCancelable((WDFREQUEST)H))  \
    X(WdfRequestRetrieveInputWdmMdl, request, REQUEST, 0,                                          \
      WdfRequestRetrieveInputWdmMdl((WDFREQUEST)H, &Mdl))                                          \
    X(WdfRequestRetrieveOutputWdmMdl, request, REQUEST, 0,                                         \
      WdfRequestRetrieveOutputWdmMdl((WDFREQUEST)H, &Mdl))

#define STORM_QUEUE_HANDLES(X)                                                                     \
    X(WdfIoQueueGetState, queue, QUEUE, 0, WdfIoQueueGetState((WDFQUEUE)H, NULL, NULL))            \
    X(WdfIoQueueStart, queue, QUEUE, 0, WdfIoQueueStart((WDFQUEUE)H))                              \
    X(WdfIoQueueStop, queue, QUEUE, 0, WdfIoQueueStop((WDFQUEUE)H, NULL, NULL))                    \
    X(WdfIoQueueStopSynchronously, queue, QUEUE, 0, WdfIoQueueStopSynchronously((WDFQUEUE)H))      \
    X(WdfIoQueueStopAndPurge, queue, QUEUE, 0, WdfIoQueueStopAndPurge((WDFQUEUE)H, NULL, NULL))    \
    X(WdfIoQueueStopAndPurgeSynchronously, queue, QUEUE, 0,                                        \
      WdfIoQueueStopAndPurgeSynchronously((WDFQUEUE)H))                                            \
    X(WdfIoQueueDrain, queue, QUEUE, 0, WdfIoQueueDrain((WDFQUEUE)H, NULL, NULL))                  \
    X(WdfIoQueueDrainSynchronously, queue, QUEUE, 0, WdfIoQueueDrainSynchronously((WDFQUEUE)H))    \
    X(WdfIoQueuePurge, queue, QUEUE, 0, WdfIoQueuePurge((WDFQUEUE)H, NULL, NULL))                  \
    X(WdfIoQueuePurgeSynchronously, queue, QUEUE, 0, WdfIoQueuePurgeSynchronously((WDFQUEUE)H))    \
    X(WdfIoQueueReadyNotify, queue, QUEUE, 0, WdfIoQueueReadyNotify((WDFQUEUE)H, NULL, NULL))      \
    X(WdfIoQueueFindRequest, queue, QUEUE, 0,                                                      \
      WdfIoQueueFindRequest((WDFQUEUE)H, NULL, NULL, NULL, &Request))                              \
    X(WdfIoQueueRetrieveFoundRequest, queue, QUEUE, 0,                                             \
      WdfIoQueueRetrieveFoundRequest((WDFQUEUE)H, (WDFREQUEST)Standing[STORM_REQUEST], &Request))  \
    X(WdfRequestForwardToIoQueue, request, REQUEST, 0,                                             \
      WdfRequestForwardToIoQueue((WDFREQUEST)H, (WDFQUEUE)Standing[STORM_QUEUE]))                  \
    X(WdfRequestRequeue, request, REQUEST, 0, WdfRequestRequeue((WDFREQUEST)H))

#define STORM_HANDLES(X)                                                                           \
    X(WdfIoQueueGetDevice, queue, QUEUE, 0, WdfIoQueueGetDevice((WDFQUEUE)H))                      \
    X(WdfIoQueueRetrieveNextRequest, queue, QUEUE, 0,                                              \
      WdfIoQueueRetrieveNextRequest((WDFQUEUE)H, &Request))                                        \
    X(WdfIoTargetGetState, target, TARGET, 0, WdfIoTargetGetState((WDFIOTARGET)H))                 \
    X(WdfIoTargetGetDevice, target, TARGET, 0, WdfIoTargetGetDevice((WDFIOTARGET)H))               \
    X(WdfIoTargetWdmGetTargetDeviceObject, target, TARGET, 0,                                      \
      WdfIoTargetWdmGetTargetDeviceObject((WDFIOTARGET)H))                                         \
    X(WdfIoTargetWdmGetTargetFileObject, target, TARGET, 0,                                        \
      WdfIoTargetWdmGetTargetFileObject((WDFIOTARGET)H))                                           \
    X(WdfIoTargetClose, target, TARGET, 0, WdfIoTargetClose((WDFIOTARGET)H))                       \
    X(WdfIoTargetOpen, target, TARGET, 0, OpenByName((WDFIOTARGET)H, L"\\Device\\Source"))         \
    STORM_SEND_ROWS(X, target, TARGET, 0, H, NULL, NULL)                                           \
    STORM_SEND_ROWS(X, request, REQUEST, 1, Standing[STORM_TARGET], H, NULL)                       \
    STORM_SEND_ROWS(X, memory, MEMORY, 1, Standing[STORM_TARGET], NULL, H)                         \
    X(WdfRequestCreate, target, TARGET, 1,                                                         \
      WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, (WDFIOTARGET)H, &Request))                        \
    X(WdfRequestComplete, request, REQUEST, 0, WdfRequestComplete((WDFREQUEST)H, STATUS_SUCCESS))  \
    X(WdfRequestCompleteWithInformation, request, REQUEST, 0,                                      \
      WdfRequestCompleteWithInformation((WDFREQUEST)H, STATUS_SUCCESS, 0))                         \
    X(WdfRequestCompleteWithPriorityBoost, request, REQUEST, 0,                                    \
      WdfRequestCompleteWithPriorityBoost((WDFREQUEST)H, STATUS_SUCCESS, 1))                       \
    X(WdfRequestGetParameters, request, REQUEST, 0,                                                \
      WdfRequestGetParameters((WDFREQUEST)H, &Parameters))                                         \
    X(WdfRequestRetrieveInputMemory, request, REQUEST, 0,                                          \
      WdfRequestRetrieveInputMemory((WDFREQUEST)H, &Memory))                                       \
    X(WdfRequestRetrieveOutputMemory, request, REQUEST, 0,                                         \
      WdfRequestRetrieveOutputMemory((WDFREQUEST)H, &Memory))                                      \
    X(WdfRequestRetrieveInputBuffer, request, REQUEST, 0,                                          \
      WdfRequestRetrieveInputBuffer((WDFREQUEST)H, 0, &Buffer, NULL))                              \
    X(WdfRequestRetrieveOutputBuffer, request, REQUEST, 0,                                         \
      WdfRequestRetrieveOutputBuffer((WDFREQUEST)H, 0, &Buffer, NULL))                             \
    X(WdfRequestSetInformation, request, REQUEST, 0, WdfRequestSetInformation((WDFREQUEST)H, 1))   \
    X(WdfRequestGetInformation, request, REQUEST, 0, WdfRequestGetInformation((WDFREQUEST)H))      \
    X(WdfRequestGetStatus, request, REQUEST, 0, WdfRequestGetStatus((WDFREQUEST)H))                \
    X(WdfRequestGetFileObject, request, REQUEST, 0, WdfRequestGetFileObject((WDFREQUEST)H))        \
    X(WdfRequestGetRequestorMode, request, REQUEST, 0, WdfRequestGetRequestorMode((WDFREQUEST)H))  \
    X(WdfRequestGetIoQueue, request, REQUEST, 0, WdfRequestGetIoQueue((WDFREQUEST)H))              \
    X(WdfRequestWdmGetIrp, request, REQUEST, 0, WdfRequestWdmGetIrp((WDFREQUEST)H))                \
    X(WdfMemoryGetBuffer, memory, MEMORY, 0, WdfMemoryGetBuffer((WDFMEMORY)H, NULL))               \
    X(WdfMemoryAssignBuffer, memory, MEMORY, 0,                                                    \
      WdfMemoryAssignBuffer((WDFMEMORY)H, Bytes, sizeof(Bytes)))                                   \
    X(WdfMemoryCopyToBuffer, memory, MEMORY, 0, WdfMemoryCopyToBuffer((WDFMEMORY)H, 0, Bytes, 1))  \
    X(WdfMemoryCopyFromBuffer, memory, MEMORY, 0,                                                  \
      WdfMemoryCopyFromBuffer((WDFMEMORY)H, 0, Bytes, 1))                                          \
    X(WdfDeviceWdmGetDeviceObject, device, DEVICE, 0, WdfDeviceWdmGetDeviceObject((WDFDEVICE)H))   \
    X(WdfDeviceWdmGetAttachedDevice, device, DEVICE, 0,                                            \
      WdfDeviceWdmGetAttachedDevice((WDFDEVICE)H))                                                 \
    X(WdfDeviceGetDriver, device, DEVICE, 0, WdfDeviceGetDriver((WDFDEVICE)H))                     \
    X(WdfDeviceGetIoTarget, device, DEVICE, 0, WdfDeviceGetIoTarget((WDFDEVICE)H))                 \
    X(WdfDeviceGetDefaultQueue, device, DEVICE, 0, WdfDeviceGetDefaultQueue((WDFDEVICE)H))         \
    X(WdfControlFinishInitializing, device, DEVICE, 0, WdfControlFinishInitializing((WDFDEVICE)H)) \
    X(WdfIoTargetCreate, device, DEVICE, 0,                                                        \
      WdfIoTargetCreate((WDFDEVICE)H, WDF_NO_OBJECT_ATTRIBUTES, &Target))                          \
    X(WdfIoQueueCreate, device, DEVICE, 0, MakeManualQueue((WDFDEVICE)H))                          \
    X(WdfDriverWdmGetDriverObject, driver, DRIVER, 0, WdfDriverWdmGetDriverObject((WDFDRIVER)H))   \
    X(WdfDriverGetRegistryPath, driver, DRIVER, 0, WdfDriverGetRegistryPath((WDFDRIVER)H))         \
    X(WdfFileObjectGetFileName, file, FILE, 0, WdfFileObjectGetFileName((WDFFILEOBJECT)H))         \
    X(WdfFileObjectGetFlags, file, FILE, 0, WdfFileObjectGetFlags((WDFFILEOBJECT)H))               \
    X(WdfFileObjectGetDevice, file, FILE, 0, WdfFileObjectGetDevice((WDFFILEOBJECT)H))             \
    X(WdfFileObjectWdmGetFileObject, file, FILE, 0,                                                \
      WdfFileObjectWdmGetFileObject((WDFFILEOBJECT)H))                                             \
    X(WdfObjectReferenceActual, object, OBJECT, 0, WdfObjectReference((WDFOBJECT)H))               \
    X(WdfObjectDereferenceActual, object, OBJECT, 0, WdfObjectDereference((WDFOBJECT)H))           \
    X(WdfObjectDelete, object, OBJECT, 0, WdfObjectDelete((WDFOBJECT)H))                           \
    X(WdfObjectAllocateContext, object, OBJECT, 0,                                                 \
      WdfObjectAllocateContext((WDFOBJECT)H, WithContext(), NULL))                                 \
    X(WdfObjectGetTypedContextWorker, object, OBJECT, 0, StormContextOf((WDFOBJECT)H))             \
    X(WdfMemoryCreate, parent, OBJECT, 1,                                                          \
      WdfMemoryCreate(WithParent((WDFOBJECT)H), NonPagedPoolNx, 0, 8, &Memory, NULL))              \
    X(WdfObjectCreate, parent, OBJECT, 1, WdfObjectCreate(WithParent((WDFOBJECT)H), &Object))      \
    STORM_ASYNCHRONOUS_HANDLES(X)                                                                  \
    STORM_QUEUE_HANDLES(X)                                                                         \
    STORM_SYNC_HANDLES(X)                                                                          \
    STORM_OBJECT_HANDLES(X)

#endif
