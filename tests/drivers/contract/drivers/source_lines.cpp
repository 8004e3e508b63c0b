// Known lines to look up: the test's callback takes its return address.
#include "probe.h"

namespace storage {

__attribute__((noinline)) void direct(contract_probe* probe)
{
    probe->values[0] = __LINE__ + 1;
    probe->callback();
    ++probe->values[7];
}

inline __attribute__((always_inline)) void inlined(contract_probe* probe)
{
    probe->values[1] = __LINE__ + 1;
    probe->callback();
    ++probe->values[7];
}

inline __attribute__((always_inline, artificial)) void wrapper(contract_probe* probe)
{
    probe->callback();
    ++probe->values[7];
}

} // namespace storage

extern "C" int DriverEntry(void*, contract_probe* probe)
{
    if (probe->command == 0)
        storage::direct(probe);
    if (probe->command == 1) {
        probe->values[2] = __LINE__ + 1;
        storage::inlined(probe);
    }
    if (probe->command == 2) {
        probe->values[0] = __LINE__ + 1;
        storage::wrapper(probe);
    }
    return 0;
}
