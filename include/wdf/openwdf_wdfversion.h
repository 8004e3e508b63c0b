/* Which framework and version the including code is built for.
 *
 * There is one set of headers. A project says what it targets as it does for the WDK: with
 * KMDF_VERSION_MAJOR/MINOR or UMDF_VERSION_MAJOR/MINOR. Without either it is KMDF 1.33. The runtime
 * (OPENWDF_RUNTIME) sees the newest of both; where they differ, the KMDF form. */
#ifndef OPENWDF_WDFVERSION_H
#define OPENWDF_WDFVERSION_H

#if defined(UMDF_VERSION_MAJOR) && !defined(OPENWDF_RUNTIME)
#if UMDF_VERSION_MAJOR != 2
#error "wdf.h is for KMDF 1 and UMDF 2; UMDF 1 drivers include wudfddi.h"
#endif
#define OPENWDF_WDF_UMDF 1
#define OPENWDF_WDF_HAS_KMDF 0
#define OPENWDF_WDF_HAS_UMDF 1
/* Says that this is a user-mode driver; sources for both frameworks ask for it. */
#define UMDF_DRIVER 2
#else
#define OPENWDF_WDF_UMDF 0
#define OPENWDF_WDF_HAS_KMDF 1
#ifdef OPENWDF_RUNTIME
#define OPENWDF_WDF_HAS_UMDF 1
#else
#define OPENWDF_WDF_HAS_UMDF 0
#endif
#endif

/* User-mode drivers get the part of the NT types that UMDF shows them. */
#if OPENWDF_WDF_UMDF && defined(__has_include)
#if __has_include(<wudfwdm.h>)
#include <wudfwdm.h>
#else
#include <wdm.h>
#endif
#else
#include <wdm.h>
#endif

#define OPENWDF_KMDF_MINOR_NEWEST 33
#define OPENWDF_UMDF_MINOR_NEWEST 33

#if OPENWDF_WDF_UMDF && defined(UMDF_VERSION_MINOR)
#define OPENWDF_WDF_MINOR UMDF_VERSION_MINOR
#elif OPENWDF_WDF_UMDF
#define OPENWDF_WDF_MINOR OPENWDF_UMDF_MINOR_NEWEST
#elif defined(KMDF_VERSION_MINOR) && !defined(OPENWDF_RUNTIME)
#define OPENWDF_WDF_MINOR KMDF_VERSION_MINOR
#else
#define OPENWDF_WDF_MINOR OPENWDF_KMDF_MINOR_NEWEST
#endif

#if defined(KMDF_VERSION_MAJOR) && !OPENWDF_WDF_UMDF
#if KMDF_VERSION_MAJOR != 1
#error "the only major version of KMDF is 1"
#endif
#endif

/* True when the target is at least KMDF 1.kmdf_minor or UMDF 2.umdf_minor. */
#if OPENWDF_WDF_UMDF
#define OPENWDF_WDF_SINCE(kmdf_minor, umdf_minor) (OPENWDF_WDF_MINOR >= (umdf_minor))
#else
#define OPENWDF_WDF_SINCE(kmdf_minor, umdf_minor) (OPENWDF_WDF_MINOR >= (kmdf_minor))
#endif

/* A client may be newer than the framework from this version on, if it says what it needs with
 * KMDF_MINIMUM_VERSION_REQUIRED or UMDF_MINIMUM_VERSION_REQUIRED (a minor version). */
#define OPENWDF_FIRST_MINIMUM_VERSION 25
#if OPENWDF_WDF_UMDF && defined(UMDF_MINIMUM_VERSION_REQUIRED)
#define OPENWDF_MINIMUM_VERSION UMDF_MINIMUM_VERSION_REQUIRED
#elif !OPENWDF_WDF_UMDF && defined(KMDF_MINIMUM_VERSION_REQUIRED)
#define OPENWDF_MINIMUM_VERSION KMDF_MINIMUM_VERSION_REQUIRED
#endif
#ifdef OPENWDF_MINIMUM_VERSION
#if OPENWDF_MINIMUM_VERSION < OPENWDF_FIRST_MINIMUM_VERSION
#error "the minimum version required must be 25 or newer"
#endif
#if OPENWDF_MINIMUM_VERSION > OPENWDF_WDF_MINOR
#error "the minimum version required is newer than the version asked for"
#endif
#endif

/* These headers and the framework are one: a driver is never newer than the framework it runs on,
 * and all that the headers declare is there. So the questions below have constant answers. */
#define WDF_EVERYTHING_ALWAYS_AVAILABLE
#define WdfClientVersionHigherThanFramework ((BOOLEAN)0)
#define WdfFunctionCount ((ULONG)WdfFunctionTableNumEntries)
#define WdfStructureCount ((ULONG)WDF_STRUCTURE_TABLE_NUM_ENTRIES)
#if OPENWDF_WDF_MINOR > 33
#error "OpenWDF has KMDF 1.33 and UMDF 2.33; ask for an older version"
#endif

/* Whether the framework has a function, a structure, a field of a structure.
 * Documented: wdffuncenum/nf-wdffuncenum-wdf_is_function_available and neighbours */
#define WDF_IS_FUNCTION_AVAILABLE(function)                                                        \
    ((BOOLEAN)((function##TableIndex) < WdfFunctionTableNumEntries))
#define WDF_IS_STRUCTURE_AVAILABLE(structure)                                                      \
    ((BOOLEAN)(INDEX_##structure < WDF_STRUCTURE_TABLE_NUM_ENTRIES))
#define WDF_IS_FIELD_AVAILABLE(structure, field)                                                   \
    ((BOOLEAN)(INDEX_##structure < WDF_STRUCTURE_TABLE_NUM_ENTRIES &&                              \
               FIELD_OFFSET(structure, field) < (LONG)sizeof(structure)))

/* What a driver writes into Size. Documented: wdffuncenum/nf-wdffuncenum-wdf_structure_size */
#define WDF_STRUCTURE_SIZE(structure) ((ULONG)sizeof(structure))

/* Constants of other headers that inlines below use; the same value again is legal. */
#if OPENWDF_WDF_UMDF
#define OPEN_EXISTING 3
#define FILE_ATTRIBUTE_NORMAL 0x00000080
#endif

#endif /* OPENWDF_WDFVERSION_H */
