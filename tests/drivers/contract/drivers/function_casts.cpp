// clang's -fno-sanitize=function: callbacks are called through types they were not defined with.
#include "probe.h"

namespace {

struct Context {
    int value;
};

int Callback(Context* context)
{
    return context->value;
}

} // namespace

extern "C" int DriverEntry(void*, contract_probe* probe)
{
    using Generic = int (*)(void*);
    Generic volatile generic = reinterpret_cast<Generic>(&Callback);
    Context context{31};
    EXPECT(generic(&context) == 31);
    return 0;
}
