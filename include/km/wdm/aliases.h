/* OpenWDF: other names of generated types. */
#ifndef OPENWDF_WDM_ALIASES_H
#define OPENWDF_WDM_ALIASES_H

#include <wdm/generated/types_rtl.h>
#include <wdm/generated/types_wmi.h>

/* What IoWMISetNotificationCallback takes. */
typedef FWMI_NOTIFICATION_CALLBACK* WMI_NOTIFICATION_CALLBACK;

/* What RtlGetVersion and RtlVerifyVersionInfo take. */
typedef OSVERSIONINFOW RTL_OSVERSIONINFOW, *PRTL_OSVERSIONINFOW;
typedef OSVERSIONINFOEXW RTL_OSVERSIONINFOEXW, *PRTL_OSVERSIONINFOEXW;

#endif
