// Compiling with the driver contract is the test.
#include "dialect.h"

struct __declspec(novtable) __declspec(uuid("00000000-0000-0000-C000-000000000046")) Interface {
    virtual int __stdcall method() = 0;
};
