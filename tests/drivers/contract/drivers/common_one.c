/* -fcommon: one variable, tentatively defined in two files. */
#include "probe.h"

int SharedTotal;
void AddFromOtherFile(int amount);

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    SharedTotal = 40;
    AddFromOtherFile(2);
    EXPECT(SharedTotal == 42);
    probe->values[0] = SharedTotal;
    probe->addresses[0] = &SharedTotal;
    return 0;
}
