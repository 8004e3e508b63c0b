/* Windows Driver Frameworks: everything but the USB and class-extension headers.
 *
 * KMDF drivers include <ntddk.h> or <wdm.h> before, as for the WDK; here that is not required. */
#ifndef OPENWDF_WDF_H
#define OPENWDF_WDF_H

/* Spelled as drivers spell it around declarations for C and C++. */
#ifdef __cplusplus
#define WDF_EXTERN_C extern "C"
#define WDF_EXTERN_C_START extern "C" {
#define WDF_EXTERN_C_END }
#else
#define WDF_EXTERN_C
#define WDF_EXTERN_C_START
#define WDF_EXTERN_C_END
#endif

#include "wdftypes.h"
#include "wdffuncenum.h"
#include "wdfglobals.h"
#include "wdfstatus.h"
#include "wdfassert.h"
#include "wdfverifier.h"
#include "wdfpool.h"
#include "wdfbugcodes.h"
#include "wdfcore.h"
#include "wdfobject.h"
#include "wdfsync.h"
#include "wdfcollection.h"
#include "wdfstring.h"
#include "wdfmemory.h"
#include "wdfregistry.h"
#include "wdfdriver.h"
#include "wdfdevice.h"
#include "wdfcontrol.h"
#include "wdffdo.h"
#include "wdfpdo.h"
#include "wdfchildlist.h"
#include "wdfqueryinterface.h"
#include "wdfresource.h"
#include "wdffileobject.h"
#include "wdfrequest.h"
#include "wdfio.h"
#include "wdfiotarget.h"
#include "wdfinterrupt.h"
#include "wdfdpc.h"
#include "wdftimer.h"
#include "wdfworkitem.h"
#include "wdfdmaenabler.h"
#include "wdfdmatransaction.h"
#include "wdfcommonbuffer.h"
#include "wdfwmi.h"
#include "wdfroletypes.h"
#include "wdfhwaccess.h"
#include "wdfcompanion.h"
#include "wdfcompaniontarget.h"

/* Security descriptors for WdfDeviceInitAssignSDDLString, unless a driver says it wants none. */
#if !OPENWDF_WDF_UMDF && !defined(OPENWDF_RUNTIME) && !defined(WDF_DEVICE_NO_WDMSEC_H)
#include <wdmsec.h>
#endif

#endif /* OPENWDF_WDF_H */
