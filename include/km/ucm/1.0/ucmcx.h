/* OpenWDF: the connector manager by its versioned path. */
#ifndef _UCMCX_1_0_H_
#define _UCMCX_1_0_H_

#include <ucmcx.h>

#endif
