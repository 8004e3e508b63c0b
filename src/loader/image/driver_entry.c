/*
 * Compiled into every driver with the driver's own flags: the framework variables of the module
 * and the description the loader reads. See openwdf/image.h.
 */
#include <stdint.h>

#include "openwdf/image.h"

#define OPENWDF_HIDDEN __attribute__((visibility("hidden")))

#if defined(KMDF_VERSION_MAJOR)
#define OPENWDF_FRAMEWORK OPENWDF_FRAMEWORK_KMDF
#define OPENWDF_VERSION_MAJOR KMDF_VERSION_MAJOR
#define OPENWDF_VERSION_MINOR KMDF_VERSION_MINOR
#elif defined(UMDF_VERSION_MAJOR)
#define OPENWDF_FRAMEWORK OPENWDF_FRAMEWORK_UMDF2
#define OPENWDF_VERSION_MAJOR UMDF_VERSION_MAJOR
#define OPENWDF_VERSION_MINOR UMDF_VERSION_MINOR
#else
#define OPENWDF_FRAMEWORK OPENWDF_FRAMEWORK_WDM
#define OPENWDF_VERSION_MAJOR 0
#define OPENWDF_VERSION_MINOR 0
#endif

#ifndef OPENWDF_DRIVER_ENTRY
#define OPENWDF_DRIVER_ENTRY DriverEntry
#endif

/* Hidden, so that a driver without its entry point fails to link rather than to load. */
OPENWDF_HIDDEN extern int32_t OPENWDF_DRIVER_ENTRY(void* driver_object, void* registry_path);

#if defined(KMDF_VERSION_MAJOR) || defined(UMDF_VERSION_MAJOR)
OPENWDF_HIDDEN const void* WdfFunctions = 0;
OPENWDF_HIDDEN void* WdfDriverGlobals = 0;
#define OPENWDF_FUNCTIONS (&WdfFunctions)
#define OPENWDF_GLOBALS (&WdfDriverGlobals)
#else
#define OPENWDF_FUNCTIONS 0
#define OPENWDF_GLOBALS 0
#endif

__attribute__((visibility("default"))) const struct openwdf_image openwdf_image = {
    .magic = OPENWDF_IMAGE_MAGIC,
    .abi = OPENWDF_IMAGE_ABI,
    .framework = OPENWDF_FRAMEWORK,
    .version_major = OPENWDF_VERSION_MAJOR,
    .version_minor = OPENWDF_VERSION_MINOR,
    .wchar_bytes = __SIZEOF_WCHAR_T__,
    .driver_entry = (void*)OPENWDF_DRIVER_ENTRY,
    .functions = OPENWDF_FUNCTIONS,
    .globals = OPENWDF_GLOBALS,
};

/*
 * Destructors of the driver's static objects are not registered: a module is never unloaded, and
 * restoring its memory makes every function-local static register itself again in each run, which
 * would destroy one object many times at process exit. Calls without an object (atexit: the
 * coverage runtimes linked into the module use it) are passed on, once each.
 */
#define OPENWDF_KEPT __attribute__((section("openwdf_kept"))) /* the loader never restores it */
#define OPENWDF_EXIT_CALLS_MAX 16

typedef int32_t openwdf_atexit(void (*function)(void*), void* object, void* module);
extern void* dlsym(void* handle, const char* name);

OPENWDF_KEPT static void (*openwdf_exit_calls[OPENWDF_EXIT_CALLS_MAX])(void*) = {0};

OPENWDF_HIDDEN openwdf_atexit __cxa_atexit;

int32_t __cxa_atexit(void (*function)(void*), void* object, void* module)
{
    void* const next_module = (void*)-1l; /* RTLD_NEXT */
    int slot = 0;

    if (object != 0)
        return 0;
    while (slot < OPENWDF_EXIT_CALLS_MAX && openwdf_exit_calls[slot] != 0) {
        if (openwdf_exit_calls[slot] == function)
            return 0;
        ++slot;
    }
    if (slot == OPENWDF_EXIT_CALLS_MAX)
        return -1;
    openwdf_exit_calls[slot] = function;
    return ((openwdf_atexit*)dlsym(next_module, "__cxa_atexit"))(function, object, module);
}
