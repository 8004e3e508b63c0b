#include <ntddk.h>

#define TRACE(format, ...) DbgPrint(format "\n", __VA_ARGS__)
#define ENTER() DbgPrint("entering " __FUNCTION__ "\n")

VOID TraceTwice(VOID)
{
    ENTER();
    TRACE("nothing to add");
}
