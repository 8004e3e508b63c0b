/* OpenWDF: what UMDF drivers use of the Windows API: types, errors, and the functions declared in
 * openwdf_winbase.h. Windows itself is not behind them: a driver that calls one links against an
 * implementation of its own or fails to link, naming the function. */
#ifndef _WINDOWS_
#define _WINDOWS_

#include <wudfwdm.h>
#include <minwindef.h>
#include <winerror.h>
#include "openwdf_winbase.h"

#endif
