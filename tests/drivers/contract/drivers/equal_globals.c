/* Built twice: two drivers whose variables have equal names and unequal values. */
#include "probe.h"

int Counter = VALUE;
int Table[3] = {VALUE, VALUE + 1, VALUE + 2};
const char* Name = "driver";

int Step(void)
{
    return Counter += VALUE;
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    EXPECT(Table[2] == VALUE + 2);
    probe->values[0] = Step();
    probe->addresses[0] = &Counter;
    probe->addresses[1] = Table;
    return 0;
}
