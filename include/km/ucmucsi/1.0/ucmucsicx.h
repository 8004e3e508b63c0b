/* OpenWDF: the policy manager by its versioned path. */
#ifndef _UCMUCSICX_1_0_H_
#define _UCMUCSICX_1_0_H_

#include <ucmucsicx.h>

#endif
