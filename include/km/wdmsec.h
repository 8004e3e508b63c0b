/* OpenWDF: named device objects with a security descriptor from the beginning. */
#ifndef _WDMSEC_H_
#define _WDMSEC_H_

#include <wdm.h>

/* Ready-made descriptors, in the security descriptor definition language. SY is the system, BA the
 * administrators, WD everybody, RC restricted code; GA all, GR read, GW write, GX execute. */
#ifdef __cplusplus
#define OPENWDF_SDDL_CONSTANT(name, text)                                                          \
    extern "C" const UNICODE_STRING name __attribute__((__weak__));                                \
    const UNICODE_STRING name = RTL_CONSTANT_STRING(text)
#else
#define OPENWDF_SDDL_CONSTANT(name, text)                                                          \
    const UNICODE_STRING name __attribute__((__weak__)) = RTL_CONSTANT_STRING(text)
#endif

OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_KERNEL_ONLY, L"D:P");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL, L"D:P(A;;GA;;;SY)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_ALL, L"D:P(A;;GA;;;SY)(A;;GA;;;BA)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_RX, L"D:P(A;;GA;;;SY)(A;;GRGX;;;BA)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R,
                      L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_R_RES_R,
                      L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GR;;;WD)(A;;GR;;;RC)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R,
                      L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGW;;;WD)(A;;GR;;;RC)");
OPENWDF_SDDL_CONSTANT(SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RWX_RES_RWX,
                      L"D:P(A;;GA;;;SY)(A;;GRGWGX;;;BA)(A;;GRGWGX;;;WD)(A;;GRGWGX;;;RC)");

OPENWDF_EXTERN_C_BEGIN

/* IoCreateDevice with a descriptor and a setup class whose registry settings may replace it.
 * PASSIVE_LEVEL. Documented: wdmsec/nf-wdmsec-wdmlibiocreatedevicesecure. */
NTSTATUS WdmlibIoCreateDeviceSecure(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                                    PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                                    ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                                    PCUNICODE_STRING DefaultSDDLString, LPCGUID DeviceClassGuid,
                                    PDEVICE_OBJECT* DeviceObject);
#define IoCreateDeviceSecure WdmlibIoCreateDeviceSecure

/* Whether the sender of a device control may have `RequiredAccess` (FILE_READ_ACCESS, ...), when
 * FILE_ANY_ACCESS left the code open. Any IRQL.
 * Documented: wdmsec/nf-wdmsec-wdmlibiovalidatedeviceiocontrolaccess. */
NTSTATUS WdmlibIoValidateDeviceIoControlAccess(PIRP Irp, ULONG RequiredAccess);
#define IoValidateDeviceIoControlAccess WdmlibIoValidateDeviceIoControlAccess

/* RtlInitUnicodeString that refuses what is too long (STATUS_NAME_TOO_LONG). Any IRQL.
 * Documented: wdmsec/nf-wdmsec-wdmlibrtlinitunicodestringex. */
NTSTATUS WdmlibRtlInitUnicodeStringEx(PUNICODE_STRING DestinationString, PCWSTR SourceString);

OPENWDF_EXTERN_C_END

#endif
