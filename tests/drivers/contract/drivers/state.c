/* Variables of every kind: initialised, zero, pointers to own code and data, larger than a page. */
#include "probe.h"

static int One(void)
{
    return 1;
}

static int Two(void)
{
    return 2;
}

static int Number = 17;
static int Zeroed;
static char Large[20000];
static int* Pointer = &Number;
static int (*Function)(void) = One;

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    probe->values[0] = Number;
    probe->values[1] = Zeroed;
    probe->values[2] = Large[sizeof(Large) - 1];
    probe->values[3] = *Pointer;
    probe->values[4] = Function();
    probe->addresses[0] = &Number;
    probe->addresses[1] = Large;
    if (probe->command == 1) {
        Number = 18;
        Zeroed = 1;
        Large[sizeof(Large) - 1] = 1;
        Large[probe->command] = 1;
        Pointer = &Zeroed;
        Function = Two;
    }
    /* One past the end: the redzone a sanitizer keeps after a variable. */
    if (probe->command == 2) {
        const char* volatile large = Large;
        probe->values[5] = large[sizeof(Large)];
    }
    return 0;
}
