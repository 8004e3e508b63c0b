/* -mms-bitfields: a bit-field of another type begins a new unit of its own type. */
#include "probe.h"

struct Mixed {
    char small : 3;
    int large : 5;
};

struct Same {
    int first : 3;
    int second : 5;
};

struct Plain {
    int flag : 1;
};

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    struct Plain plain = {0};
    (void)driver_object;
    plain.flag = 1 + probe->command;
    EXPECT(sizeof(struct Mixed) == 8);
    EXPECT(sizeof(struct Same) == 4);
    EXPECT(plain.flag == -1);
    return 0;
}
