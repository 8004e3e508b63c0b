/* Built with the compiler's counters; a restore must not lose what they counted. */
#include "probe.h"

static int Runs = 1;

__attribute__((noinline)) static int Branch(int value)
{
    return value > 1 ? value * 2 : value;
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    probe->values[0] = Branch(Runs++);
    return 0;
}
