/* The rows of timers, DPCs, work items, locks, collections, strings, lookaside lists and others. */
#ifndef CONFORMANCE_STORM_FAMILY_HANDLES_H
#define CONFORMANCE_STORM_FAMILY_HANDLES_H

#define STORM_SYNC_HANDLES(X)                                                                      \
    X(WdfTimerStart, timer, TIMER, 0, WdfTimerStart((WDFTIMER)H, -1))                              \
    X(WdfTimerStop, timer, TIMER, 0, WdfTimerStop((WDFTIMER)H, FALSE))                             \
    X(WdfTimerGetParentObject, timer, TIMER, 0, WdfTimerGetParentObject((WDFTIMER)H))              \
    X(WdfTimerCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_TIMER, H))                         \
    X(WdfDpcEnqueue, dpc, DPC, 0, WdfDpcEnqueue((WDFDPC)H))                                        \
    X(WdfDpcCancel, dpc, DPC, 0, WdfDpcCancel((WDFDPC)H, FALSE))                                   \
    X(WdfDpcGetParentObject, dpc, DPC, 0, WdfDpcGetParentObject((WDFDPC)H))                        \
    X(WdfDpcWdmGetDpc, dpc, DPC, 0, WdfDpcWdmGetDpc((WDFDPC)H))                                    \
    X(WdfDpcCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_DPC, H))                             \
    X(WdfWorkItemEnqueue, workitem, WORKITEM, 0, WdfWorkItemEnqueue((WDFWORKITEM)H))               \
    X(WdfWorkItemFlush, workitem, WORKITEM, 0, WdfWorkItemFlush((WDFWORKITEM)H))                   \
    X(WdfWorkItemGetParentObject, workitem, WORKITEM, 0,                                           \
      WdfWorkItemGetParentObject((WDFWORKITEM)H))                                                  \
    X(WdfWorkItemCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_WORKITEM, H))                   \
    X(WdfSpinLockAcquire, lock, SPINLOCK, 0, WdfSpinLockAcquire((WDFSPINLOCK)H))                   \
    X(WdfSpinLockRelease, lock, SPINLOCK, 0, WdfSpinLockRelease((WDFSPINLOCK)H))                   \
    X(WdfSpinLockCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_SPINLOCK, H))                   \
    X(WdfWaitLockAcquire, lock, WAITLOCK, 0, WdfWaitLockAcquire((WDFWAITLOCK)H, NULL))             \
    X(WdfWaitLockRelease, lock, WAITLOCK, 0, WdfWaitLockRelease((WDFWAITLOCK)H))                   \
    X(WdfWaitLockCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_WAITLOCK, H))                   \
    X(WdfObjectAcquireLock, object, OBJECT, 0, WdfObjectAcquireLock((WDFOBJECT)H))                 \
    X(WdfObjectReleaseLock, object, OBJECT, 0, WdfObjectReleaseLock((WDFOBJECT)H))

#define STORM_OBJECT_HANDLES(X)                                                                    \
    X(WdfCollectionGetCount, collection, COLLECTION, 0, WdfCollectionGetCount((WDFCOLLECTION)H))   \
    X(WdfCollectionAdd, collection, COLLECTION, 0,                                                 \
      WdfCollectionAdd((WDFCOLLECTION)H, Standing[STORM_OBJECT]))                                  \
    X(WdfCollectionAdd, item, OBJECT, 0,                                                           \
      WdfCollectionAdd((WDFCOLLECTION)Standing[STORM_COLLECTION], (WDFOBJECT)H))                   \
    X(WdfCollectionRemove, collection, COLLECTION, 0,                                              \
      WdfCollectionRemove((WDFCOLLECTION)H, Standing[STORM_OBJECT]))                               \
    X(WdfCollectionRemove, item, OBJECT, 0,                                                        \
      WdfCollectionRemove((WDFCOLLECTION)Standing[STORM_COLLECTION], (WDFOBJECT)H))                \
    X(WdfCollectionRemoveItem, collection, COLLECTION, 0,                                          \
      WdfCollectionRemoveItem((WDFCOLLECTION)H, 0))                                                \
    X(WdfCollectionGetItem, collection, COLLECTION, 0, WdfCollectionGetItem((WDFCOLLECTION)H, 0))  \
    X(WdfCollectionGetFirstItem, collection, COLLECTION, 0,                                        \
      WdfCollectionGetFirstItem((WDFCOLLECTION)H))                                                 \
    X(WdfCollectionGetLastItem, collection, COLLECTION, 0,                                         \
      WdfCollectionGetLastItem((WDFCOLLECTION)H))                                                  \
    X(WdfCollectionCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_COLLECTION, H))               \
    X(WdfStringGetUnicodeString, string, STRING, 0,                                                \
      WdfStringGetUnicodeString((WDFSTRING)H, &Text))                                              \
    X(WdfStringCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_STRING, H))                       \
    X(WdfMemoryCreateFromLookaside, lookaside, LOOKASIDE, 0,                                       \
      WdfMemoryCreateFromLookaside((WDFLOOKASIDE)H, &Memory))                                      \
    X(WdfLookasideListCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_LOOKASIDE, H))             \
    X(WdfLookasideListCreate, memory_parent, OBJECT, 1,                                            \
      WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, 8, NonPagedPoolNx,                          \
                             WithParent((WDFOBJECT)H), 0, &Lookaside))                             \
    X(WdfMemoryCreatePreallocated, parent, OBJECT, 1, CreateBelow(STORM_MAKE_PREALLOCATED, H))     \
    X(WdfRequestCreate, parent, OBJECT, 1, CreateBelow(STORM_MAKE_REQUEST, H))                     \
    X(WdfObjectQuery, object, OBJECT, 0, WdfObjectQuery((WDFOBJECT)H, &Anything, 0, NULL))         \
    X(WdfDeviceCreateSymbolicLink, device, DEVICE, 0,                                              \
      WdfDeviceCreateSymbolicLink((WDFDEVICE)H, &Text))                                            \
    X(WdfDeviceConfigureRequestDispatching, device, DEVICE, 0,                                     \
      WdfDeviceConfigureRequestDispatching((WDFDEVICE)H, (WDFQUEUE)Standing[STORM_QUEUE],          \
                                           WdfRequestTypeRead))                                    \
    X(WdfDeviceConfigureRequestDispatching, queue, QUEUE, 0,                                       \
      WdfDeviceConfigureRequestDispatching((WDFDEVICE)Standing[STORM_DEVICE], (WDFQUEUE)H,         \
                                           WdfRequestTypeRead))                                    \
    X(WdfDeviceWdmGetPhysicalDevice, device, DEVICE, 0,                                            \
      WdfDeviceWdmGetPhysicalDevice((WDFDEVICE)H))                                                 \
    X(WdfDriverIsVersionAvailable, driver, DRIVER, 0,                                              \
      WdfDriverIsVersionAvailable((WDFDRIVER)H, &Version))                                         \
    X(WdfIoTargetWdmGetTargetPhysicalDevice, target, TARGET, 0,                                    \
      WdfIoTargetWdmGetTargetPhysicalDevice((WDFIOTARGET)H))                                       \
    X(WdfIoQueueRetrieveRequestByFileObject, queue, QUEUE, 0,                                      \
      WdfIoQueueRetrieveRequestByFileObject((WDFQUEUE)H, NULL, &Request))                          \
    X(WdfRequestWdmFormatUsingStackLocation, request, REQUEST, 0,                                  \
      WdfRequestWdmFormatUsingStackLocation((WDFREQUEST)H, &Location))                             \
    X(WdfRequestIsFrom32BitProcess, request, REQUEST, 0,                                           \
      WdfRequestIsFrom32BitProcess((WDFREQUEST)H))                                                 \
    X(WdfRequestIsReserved, request, REQUEST, 0, WdfRequestIsReserved((WDFREQUEST)H))              \
    X(WdfRequestRetrieveUnsafeUserInputBuffer, request, REQUEST, 0,                                \
      WdfRequestRetrieveUnsafeUserInputBuffer((WDFREQUEST)H, 0, &Buffer, NULL))                    \
    X(WdfRequestRetrieveUnsafeUserOutputBuffer, request, REQUEST, 0,                               \
      WdfRequestRetrieveUnsafeUserOutputBuffer((WDFREQUEST)H, 0, &Buffer, NULL))                   \
    X(WdfRequestProbeAndLockUserBufferForRead, request, REQUEST, 0,                                \
      WdfRequestProbeAndLockUserBufferForRead((WDFREQUEST)H, Bytes, 1, &Memory))                   \
    X(WdfRequestProbeAndLockUserBufferForWrite, request, REQUEST, 0,                               \
      WdfRequestProbeAndLockUserBufferForWrite((WDFREQUEST)H, Bytes, 1, &Memory))

#endif
