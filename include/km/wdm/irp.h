/* OpenWDF: the IRP and its stack locations, byte for byte as on Windows x64. */
#ifndef OPENWDF_WDM_IRP_H
#define OPENWDF_WDM_IRP_H

#include <wdm/io_types.h>
#include <wdm/pnp_types.h>

/* An I/O request; its stack locations follow it in memory. */
typedef struct DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) _IRP {
    CSHORT Type;
    USHORT Size;
    PMDL MdlAddress;
    ULONG Flags;
    union {
        struct _IRP* MasterIrp;
        volatile LONG IrpCount;
        PVOID SystemBuffer;
    } AssociatedIrp;
    LIST_ENTRY ThreadListEntry;
    IO_STATUS_BLOCK IoStatus;
    KPROCESSOR_MODE RequestorMode;
    BOOLEAN PendingReturned;
    CHAR StackCount;
    CHAR CurrentLocation;
    BOOLEAN Cancel;
    KIRQL CancelIrql;
    CCHAR ApcEnvironment;
    UCHAR AllocationFlags;
    _ANONYMOUS_UNION union {
        PIO_STATUS_BLOCK UserIosb;
        PVOID IoRingContext;
    } DUMMYUNIONNAME;
    PKEVENT UserEvent;
    union {
        struct {
            _ANONYMOUS_UNION union {
                PIO_APC_ROUTINE UserApcRoutine;
                PVOID IssuingProcess;
            } DUMMYUNIONNAME;
            _ANONYMOUS_UNION union {
                PVOID UserApcContext;
                struct _IORING_OBJECT* IoRing;
            } DUMMYUNIONNAME2;
        } AsynchronousParameters;
        LARGE_INTEGER AllocationSize;
    } Overlay;
    volatile PDRIVER_CANCEL CancelRoutine;
    PVOID UserBuffer;
    union {
        struct {
            _ANONYMOUS_UNION union {
                KDEVICE_QUEUE_ENTRY DeviceQueueEntry;
                PVOID DriverContext[4];
            } DUMMYUNIONNAME;
            PETHREAD Thread;
            PCHAR AuxiliaryBuffer;
            LIST_ENTRY ListEntry;
            _ANONYMOUS_UNION union {
                struct _IO_STACK_LOCATION* CurrentStackLocation;
                ULONG PacketType;
            } DUMMYUNIONNAME2;
            PFILE_OBJECT OriginalFileObject;
        } Overlay;
        KAPC Apc;
        PVOID CompletionKey;
    } Tail;
} IRP;

/* Members of 4 bytes that follow another one in Parameters stand at 8-byte steps. */
#define OPENWDF_POINTER_ALIGNED DECLSPEC_ALIGN(8)

/* A request as one driver of the stack sees it. */
typedef struct _IO_STACK_LOCATION {
    UCHAR MajorFunction;
    UCHAR MinorFunction;
    UCHAR Flags;
    UCHAR Control;
    union {
        struct {
            PIO_SECURITY_CONTEXT SecurityContext;
            ULONG Options;
            OPENWDF_POINTER_ALIGNED USHORT FileAttributes;
            USHORT ShareAccess;
            OPENWDF_POINTER_ALIGNED ULONG EaLength;
        } Create;
        struct {
            PIO_SECURITY_CONTEXT SecurityContext;
            ULONG Options;
            OPENWDF_POINTER_ALIGNED USHORT Reserved;
            USHORT ShareAccess;
            struct _NAMED_PIPE_CREATE_PARAMETERS* Parameters;
        } CreatePipe;
        struct {
            PIO_SECURITY_CONTEXT SecurityContext;
            ULONG Options;
            OPENWDF_POINTER_ALIGNED USHORT Reserved;
            USHORT ShareAccess;
            struct _MAILSLOT_CREATE_PARAMETERS* Parameters;
        } CreateMailslot;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED ULONG Key;
            ULONG Flags;
            LARGE_INTEGER ByteOffset;
        } Read;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED ULONG Key;
            ULONG Flags;
            LARGE_INTEGER ByteOffset;
        } Write;
        struct {
            ULONG Length;
            PUNICODE_STRING FileName;
            FILE_INFORMATION_CLASS FileInformationClass;
            OPENWDF_POINTER_ALIGNED ULONG FileIndex;
        } QueryDirectory;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED ULONG CompletionFilter;
        } NotifyDirectory;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED ULONG CompletionFilter;
            OPENWDF_POINTER_ALIGNED DIRECTORY_NOTIFY_INFORMATION_CLASS
                DirectoryNotifyInformationClass;
        } NotifyDirectoryEx;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED FILE_INFORMATION_CLASS FileInformationClass;
        } QueryFile;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED FILE_INFORMATION_CLASS FileInformationClass;
            PFILE_OBJECT FileObject;
            _ANONYMOUS_UNION union {
                _ANONYMOUS_STRUCT struct {
                    BOOLEAN ReplaceIfExists;
                    BOOLEAN AdvanceOnly;
                } DUMMYSTRUCTNAME;
                ULONG ClusterCount;
                HANDLE DeleteHandle;
            } DUMMYUNIONNAME;
        } SetFile;
        struct {
            ULONG Length;
            PVOID EaList;
            ULONG EaListLength;
            OPENWDF_POINTER_ALIGNED ULONG EaIndex;
        } QueryEa;
        struct {
            ULONG Length;
        } SetEa;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED FS_INFORMATION_CLASS FsInformationClass;
        } QueryVolume;
        struct {
            ULONG Length;
            OPENWDF_POINTER_ALIGNED FS_INFORMATION_CLASS FsInformationClass;
        } SetVolume;
        struct {
            ULONG OutputBufferLength;
            OPENWDF_POINTER_ALIGNED ULONG InputBufferLength;
            OPENWDF_POINTER_ALIGNED ULONG FsControlCode;
            PVOID Type3InputBuffer;
        } FileSystemControl;
        struct {
            PLARGE_INTEGER Length;
            OPENWDF_POINTER_ALIGNED ULONG Key;
            LARGE_INTEGER ByteOffset;
        } LockControl;
        struct {
            ULONG OutputBufferLength;
            OPENWDF_POINTER_ALIGNED ULONG InputBufferLength;
            OPENWDF_POINTER_ALIGNED ULONG IoControlCode;
            PVOID Type3InputBuffer;
        } DeviceIoControl;
        struct {
            SECURITY_INFORMATION SecurityInformation;
            OPENWDF_POINTER_ALIGNED ULONG Length;
        } QuerySecurity;
        struct {
            SECURITY_INFORMATION SecurityInformation;
            PSECURITY_DESCRIPTOR SecurityDescriptor;
        } SetSecurity;
        struct {
            PVPB Vpb;
            PDEVICE_OBJECT DeviceObject;
        } MountVolume;
        struct {
            PVPB Vpb;
            PDEVICE_OBJECT DeviceObject;
        } VerifyVolume;
        struct {
            struct _SCSI_REQUEST_BLOCK* Srb;
        } Scsi;
        struct {
            ULONG Length;
            PSID StartSid;
            struct _FILE_GET_QUOTA_INFORMATION* SidList;
            ULONG SidListLength;
        } QueryQuota;
        struct {
            ULONG Length;
        } SetQuota;
        struct {
            DEVICE_RELATION_TYPE Type;
        } QueryDeviceRelations;
        struct {
            const GUID* InterfaceType;
            USHORT Size;
            USHORT Version;
            PINTERFACE Interface;
            PVOID InterfaceSpecificData;
        } QueryInterface;
        struct {
            PDEVICE_CAPABILITIES Capabilities;
        } DeviceCapabilities;
        struct {
            PIO_RESOURCE_REQUIREMENTS_LIST IoResourceRequirementList;
        } FilterResourceRequirements;
        struct {
            ULONG WhichSpace;
            PVOID Buffer;
            ULONG Offset;
            OPENWDF_POINTER_ALIGNED ULONG Length;
        } ReadWriteConfig;
        struct {
            BOOLEAN Lock;
        } SetLock;
        struct {
            BUS_QUERY_ID_TYPE IdType;
        } QueryId;
        struct {
            DEVICE_TEXT_TYPE DeviceTextType;
            OPENWDF_POINTER_ALIGNED LCID LocaleId;
        } QueryDeviceText;
        struct {
            BOOLEAN InPath;
            BOOLEAN Reserved[3];
            OPENWDF_POINTER_ALIGNED DEVICE_USAGE_NOTIFICATION_TYPE Type;
        } UsageNotification;
        struct {
            SYSTEM_POWER_STATE PowerState;
        } WaitWake;
        struct {
            PPOWER_SEQUENCE PowerSequence;
        } PowerSequence;
        struct {
            _ANONYMOUS_UNION union {
                ULONG SystemContext;
                SYSTEM_POWER_STATE_CONTEXT SystemPowerStateContext;
            } DUMMYUNIONNAME;
            OPENWDF_POINTER_ALIGNED POWER_STATE_TYPE Type;
            OPENWDF_POINTER_ALIGNED POWER_STATE State;
            OPENWDF_POINTER_ALIGNED POWER_ACTION ShutdownType;
        } Power;
        struct {
            PCM_RESOURCE_LIST AllocatedResources;
            PCM_RESOURCE_LIST AllocatedResourcesTranslated;
        } StartDevice;
        struct {
            ULONG_PTR ProviderId;
            PVOID DataPath;
            ULONG BufferSize;
            PVOID Buffer;
        } WMI;
        struct {
            PVOID Argument1;
            PVOID Argument2;
            PVOID Argument3;
            PVOID Argument4;
        } Others;
    } Parameters;
    PDEVICE_OBJECT DeviceObject;
    PFILE_OBJECT FileObject;
    PIO_COMPLETION_ROUTINE CompletionRoutine;
    PVOID Context;
} IO_STACK_LOCATION, *PIO_STACK_LOCATION;

#endif
