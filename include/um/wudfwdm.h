/* OpenWDF: the NT types that UMDF drivers share with the kernel.
 *
 * Windows shows user mode a part of wdm.h; here it is all of it, so a UMDF driver that names a
 * kernel function compiles. */
#ifndef _WUDFWDM_H_
#define _WUDFWDM_H_

#include <wdm.h>
#include <openwdf_ntddk_macros.h>

#endif
