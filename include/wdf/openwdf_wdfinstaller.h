/* Entry points of the KMDF co-installer. Hand-written; the end of wdfinstaller.h.
 *
 * Windows' setup calls them around the installation of a driver package. Nothing is installed here:
 * an installer that includes the header compiles, and finds no definition when it links. InfPath is
 * the full path of the INF, InfSectionName its Wdf section, or NULL for the section of the running
 * system. Each returns a Win32 error, ERROR_SUCCESS (0) when it worked. PASSIVE_LEVEL, user mode.
 * Documented: wdfinstaller/nf-wdfinstaller-wdfpredeviceinstall and neighbours. */
#ifndef OPENWDF_WDFINSTALLER_TAIL_H
#define OPENWDF_WDFINSTALLER_TAIL_H

#include <minwindef.h>

#include "wdfglobals.h"

OPENWDF_EXTERN_C_BEGIN

/* Before the driver is installed. */
ULONG WINAPI WdfPreDeviceInstall(_In_ LPCWSTR InfPath, _In_opt_ LPCWSTR InfSectionName);
typedef ULONG(WINAPI* PFN_WDFPREDEVICEINSTALL)(LPCWSTR InfPath, LPCWSTR InfSectionName);

/* Before the driver is installed, with options: may tell the user to restart. */
ULONG WINAPI WdfPreDeviceInstallEx(_In_ LPCWSTR InfPath, _In_opt_ LPCWSTR InfSectionName,
                                   _In_ PWDF_COINSTALLER_INSTALL_OPTIONS ClientOptions);
typedef ULONG(WINAPI* PFN_WDFPREDEVICEINSTALLEX)(LPCWSTR InfPath, LPCWSTR InfSectionName,
                                                 PWDF_COINSTALLER_INSTALL_OPTIONS ClientOptions);

/* After the driver was installed. */
ULONG WINAPI WdfPostDeviceInstall(_In_ LPCWSTR InfPath, _In_opt_ LPCWSTR InfSectionName);
typedef ULONG(WINAPI* PFN_WDFPOSTDEVICEINSTALL)(LPCWSTR InfPath, LPCWSTR InfSectionName);

/* Before the driver is removed. */
ULONG WINAPI WdfPreDeviceRemove(_In_ LPCWSTR InfPath, _In_opt_ LPCWSTR InfSectionName);
typedef ULONG(WINAPI* PFN_WDFPREDEVICEREMOVE)(LPCWSTR InfPath, LPCWSTR InfSectionName);

/* After the driver was removed. */
ULONG WINAPI WdfPostDeviceRemove(_In_ LPCWSTR InfPath, _In_opt_ LPCWSTR InfSectionName);
typedef ULONG(WINAPI* PFN_WDFPOSTDEVICEREMOVE)(LPCWSTR InfPath, LPCWSTR InfSectionName);

OPENWDF_EXTERN_C_END

#endif /* OPENWDF_WDFINSTALLER_TAIL_H */
