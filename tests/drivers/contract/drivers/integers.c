/* -fsigned-char, -fwrapv, enums as MSVC's, 32-bit multi-character constants. */
#include "probe.h"

enum Direction { Left, Right };

static int IsGreaterAfterIncrement(int value)
{
    return value + 1 > value;
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    volatile int largest = 0x7fffffff;
    volatile char high = (char)0x80;
    enum Direction below = (enum Direction)(Left - 1 + probe->command);
    (void)driver_object;
    EXPECT(high < 0);
    EXPECT(!IsGreaterAfterIncrement(largest));
    EXPECT(sizeof(enum Direction) == 4);
    EXPECT((int)below == -1);
    EXPECT('ABCD' == 0x41424344);
    EXPECT('gaT0' == 0x67615430);
    return 0;
}
