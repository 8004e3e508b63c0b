/* Calls what nobody provides. */
#include "probe.h"

int NoSuchDdi(void);

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    (void)probe;
    return NoSuchDdi();
}
