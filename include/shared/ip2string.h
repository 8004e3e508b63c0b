/* OpenWDF: addresses of IP from text. Declared, not implemented: the first call names
 * the function. */
#ifndef _IP2STRING_
#define _IP2STRING_

#include <in6addr.h>
#include <inaddr.h>

/* Reads an address; Terminator is what stands behind it. STATUS_INVALID_PARAMETER. Any IRQL.
 * Documented: ip2string/nf-ip2string-rtlipv4stringtoaddressw and its neighbours. */
OPENWDF_EXTERN_C_BEGIN
NTSTATUS RtlIpv4StringToAddressW(PCWSTR S, BOOLEAN Strict, PCWSTR* Terminator,
                                 struct in_addr* Addr);
NTSTATUS RtlIpv6StringToAddressW(PCWSTR S, PCWSTR* Terminator, struct in6_addr* Addr);
OPENWDF_EXTERN_C_END

#endif
