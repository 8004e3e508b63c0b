/* -fvisibility=hidden -Wl,-Bsymbolic: functions named as libc's are the driver's own. */
#include "probe.h"

/* gcc knows other types for these names, as MSVC would not. */
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
#pragma GCC diagnostic ignored "-Wincompatible-library-redeclaration"

int index(int row, int column)
{
    return row * 100 + column;
}

int read(void)
{
    return 4711;
}

int strcmp(const char* left, const char* right)
{
    return left == right ? 7001 : 7002;
}

int environ = 99;

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    int (*volatile compare)(const char*, const char*) = strcmp;
    (void)driver_object;
    EXPECT(index(3, 4) == 304);
    EXPECT(read() == 4711);
    EXPECT(compare("a", (const char*)probe) == 7002);
    EXPECT(environ == 99);
    probe->addresses[0] = (const void*)compare;
    return 0;
}
