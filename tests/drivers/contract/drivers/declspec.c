/* __declspec maps member by member: alignment of types and variables, noinline, selectany. */
#include <ntdef.h>

#include "probe.h"

struct __declspec(align(64)) Line {
    char byte;
};

typedef struct __declspec(align(16)) _PAIR {
    int left;
    int right;
} PAIR;

struct Holder {
    char first;
    struct Line line;
};

__declspec(align(128)) static char Buffer[3];
__declspec(selectany) int Shared = 5;

__declspec(noinline) static const void* OwnFrame(void)
{
    return __builtin_frame_address(0);
}

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    __declspec(align(64)) char local[5];
    (void)driver_object;
    local[0] = 1;
    EXPECT(sizeof(struct Line) == 64);
    EXPECT(sizeof(PAIR) == 16);
    EXPECT(__alignof__(PAIR) == 16);
    EXPECT(__builtin_offsetof(struct Holder, line) == 64);
    EXPECT(((unsigned long long)Buffer & 127) == 0);
    EXPECT(((unsigned long long)local & 63) == 0);
    EXPECT(OwnFrame() != __builtin_frame_address(0));
    EXPECT(Shared == 5);
    return 0;
}
