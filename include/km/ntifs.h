/* OpenWDF: what drivers include that need more than ntddk.h has: security, processes, buffers. */
#ifndef _NTIFS_
#define _NTIFS_

#include <ntddk.h>
#include <wdm/generated/functions_ntifs.h>

#endif
