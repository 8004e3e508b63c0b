/* OpenWDF: of the extensions of the socket interface, what drivers use: addresses from text. */
#ifndef _MSTCPIP_
#define _MSTCPIP_

#include <ip2string.h>

#endif
