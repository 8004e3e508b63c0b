/* -fexceptions -fasynchronous-unwind-tables: a C++ exception passes through C frames. */
#include "probe.h"

static void Count(struct contract_probe** probe)
{
    ++(*probe)->values[0];
}

__attribute__((noinline)) static void CallBack(struct contract_probe* probe)
{
    __attribute__((cleanup(Count))) struct contract_probe* guard = probe;
    probe->callback();
    ++guard->values[1];
}

/* Cannot throw and calls nothing: only asynchronous tables describe it. */
__attribute__((noinline)) static int Leaf(int value)
{
    return value * 3;
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    (void)driver_object;
    probe->addresses[0] = (const void*)Leaf;
    probe->values[2] = Leaf(probe->command);
    CallBack(probe);
    ++probe->values[1];
    return 0;
}
