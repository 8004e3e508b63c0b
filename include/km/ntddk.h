/* OpenWDF: what NT drivers include. */
#ifndef _NTDDK_
#define _NTDDK_

#include <wdm.h>
#include <openwdf_ntddk_macros.h>
#include <wdm/generated/functions_ntddk.h>

#endif
