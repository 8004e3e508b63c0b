/* -fms-extensions: a tagged structure as a nameless member. */
#include "probe.h"

struct Header {
    int type;
    int size;
};

typedef struct _EXTENSION {
    struct Header;
    union {
        long long whole;
        struct {
            int low;
            int high;
        };
    };
} EXTENSION;

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    EXTENSION extension = {0};
    (void)driver_object;
    extension.type = 7;
    extension.size = sizeof(extension);
    extension.whole = 0x100000002LL;
    EXPECT(((struct Header*)&extension)->type == 7);
    EXPECT(extension.size == 16);
    EXPECT(extension.low == 2);
    EXPECT(extension.high == 1);
    return 0;
}
