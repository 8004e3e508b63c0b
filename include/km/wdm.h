/* OpenWDF: what WDM drivers include. The parts live in wdm/, by subject. */
#ifndef _WDMDDK_
#define _WDMDDK_

#include <ntdef.h>
#include <ntstatus.h>
#include <bugcodes.h>
#include <devioctl.h>
#include <guiddef.h>
#include <ntpoapi.h>
#include <sdkddkver.h>
#include <wdm/rtl.h>
#include <wdm/interlocked.h>
#include <wdm/ke.h>
#include <wdm/dbg.h>
#include <wdm/io_types.h>
#include <wdm/pnp_types.h>
#include <wdm/power_framework.h>
#include <wdm/power_limit.h>
#include <wdm/dma_enums.h>
#include <wdm/io_resource.h>
#include <wdm/irp.h>
#include <wdm/io_structs.h>
#include <wdm/device_reset.h>
#include <wdm/mm.h>
#include <wdm/io.h>
#include <wdm/registers.h>
#include <wdm/generated/functions_wdm.h>
#include <wdm/helpers.h>

#endif
