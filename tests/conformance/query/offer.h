/* The interfaces that \Device\Offer has. The file that includes this after initguid.h defines the
 * identifiers. */
#ifndef CONFORMANCE_OFFER_H
#define CONFORMANCE_OFFER_H

#include <ntddk.h>

typedef ULONG OFFER_DOUBLE(PVOID Context, ULONG Value);

typedef struct _OFFER_INTERFACE {
    INTERFACE Head;
    OFFER_DOUBLE* Double;
    ULONG Word;
} OFFER_INTERFACE, *POFFER_INTERFACE;

#define OFFER_VERSION 3

/* Copied as it was registered. */
DEFINE_GUID(OFFER_PLAIN, 0x1b2f1a11, 0x0001, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 1);
/* Copied, then seen by a callback: Word becomes what the specific data points to. */
DEFINE_GUID(OFFER_SEEN, 0x1b2f1a11, 0x0002, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 2);
/* Not copied: a callback reads Word and fills in twice of it. */
DEFINE_GUID(OFFER_IMPORT, 0x1b2f1a11, 0x0003, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 3);
/* The callback answers STATUS_ACCESS_DENIED. */
DEFINE_GUID(OFFER_DENIED, 0x1b2f1a11, 0x0004, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 4);
/* The callback answers STATUS_NOT_SUPPORTED: the drivers below decide. */
DEFINE_GUID(OFFER_PASSED, 0x1b2f1a11, 0x0005, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 5);
/* Nobody has this one. */
DEFINE_GUID(OFFER_NOBODYS, 0x1b2f1a11, 0x0006, 0x4c1d, 0x90, 0x11, 0x52, 0x6f, 0x77, 0x64, 0x66, 6);

#endif
