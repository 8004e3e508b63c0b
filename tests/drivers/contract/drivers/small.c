/* The least a driver can be; VALUE tells two builds of one path apart. */
#include "probe.h"

static int Runs = VALUE;

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    probe->values[0] = Runs++;
    probe->addresses[0] = &Runs;
    return 0;
}
