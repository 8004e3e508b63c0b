/* OpenWDF: what file system drivers include. Nothing of the file system interface is here yet. */
#ifndef _NTIFS_
#define _NTIFS_

#include <ntddk.h>

#endif
