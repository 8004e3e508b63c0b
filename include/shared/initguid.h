/* OpenWDF: from here on DEFINE_GUID defines the constants. */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
