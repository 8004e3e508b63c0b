/* -fno-strict-aliasing: memory may be read through another type than it was written. */
#include "probe.h"

__attribute__((noinline)) static int Overlap(int* number, float* fraction)
{
    *number = 1;
    *fraction = 2.0f;
    return *number;
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    int storage = 0;
    (void)driver_object;
    EXPECT(Overlap(&storage, (float*)&storage) == 0x40000000);
    return 0;
}
