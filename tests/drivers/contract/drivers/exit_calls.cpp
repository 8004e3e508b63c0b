// Statics with destructors, on a module whose memory is restored: none may run at process exit.
#include "probe.h"

#include <cstdlib>

namespace {

struct Loud {
    int alive = 1;
    ~Loud()
    {
        if (alive != 0)
            std::abort();
    }
};

Loud global;

Loud* local()
{
    static Loud object;
    return &object;
}

} // namespace

extern "C" int DriverEntry(void*, contract_probe* probe)
{
    EXPECT(global.alive == 1);
    EXPECT(local()->alive == 1);
    return 0;
}
