/* What the list of generated/wdf_calls.inc expands to: a driver's side of every function, helper
 * and role type of include/wdf, run without a runtime. */
#ifndef OPENWDF_TESTS_WDF_CALLS_H
#define OPENWDF_TESTS_WDF_CALLS_H

#include <wdf.h>
#include <wdfcx.h>
#include <wdfinstaller.h>
#include <wdfminiport.h>
#include <wdfusb.h>

#include <stdio.h>
#include <string.h>

static WDFFUNC g_table[WdfFunctionTableNumEntries];
static WDF_DRIVER_GLOBALS g_globals;
static int g_reached;       /* slot of the latest call, or -1 */
static int g_globals_first; /* that call passed the driver's globals */
static int g_roles;         /* how many callbacks have run */

const WDFFUNC* WdfFunctions = g_table;
PWDF_DRIVER_GLOBALS WdfDriverGlobals = &g_globals;

static inline void calls_reached(PWDF_DRIVER_GLOBALS globals, int slot)
{
    g_reached = slot;
    g_globals_first = globals == &g_globals;
}

/* 0 when the latest call arrived where it belongs. */
static inline int calls_expect(int slot)
{
    const int failed = g_reached != slot || !g_globals_first;
    g_reached = -1;
    return failed;
}

#define CALLS_ZERO(object) memset((void*)&(object), 0, sizeof(object))

#ifdef __cplusplus
#define CALLS_REFERENCE(object) (object)
#else
#define CALLS_REFERENCE(object) (&(object))
#endif

/* Slots return zeroes: a result that must be looked at is looked at. */
#define CALLS_IGNORED(result) ((result) != 0)

#define CALLS_RUN(function) {#function, function},
#define CALLS_BEGIN                                                                                \
    static const struct {                                                                          \
        const char* name;                                                                          \
        int (*run)(void);                                                                          \
    } g_calls[] = {
#define CALLS_END                                                                                  \
    }                                                                                              \
    ;

#endif
