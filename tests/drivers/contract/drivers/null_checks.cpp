// -fno-delete-null-pointer-checks: drivers compare `this` with null, and the comparison stays.
#include "probe.h"

#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wnonnull"
#pragma GCC diagnostic ignored "-Wnonnull-compare"
#pragma GCC diagnostic ignored "-Wundefined-bool-conversion"
#pragma GCC diagnostic ignored "-Wtautological-undefined-compare"

namespace {

class Object {
public:
    __attribute__((noinline, no_sanitize("null"))) int value_or(int missing)
    {
        return this == nullptr ? missing : value_;
    }

private:
    int value_ = 5;
};

} // namespace

__attribute__((no_sanitize("null"))) int DriverEntry(void*, contract_probe* probe)
{
    Object object;
    Object* volatile nothing = nullptr;
    Object* volatile something = &object;
    EXPECT(nothing->value_or(1) == 1);
    EXPECT(something->value_or(1) == 5);
    return 0;
}
