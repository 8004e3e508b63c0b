#include <nobody.h>
#include <ntddk.h>

long Raw(MYSTERY* argument)
{
    __try {
        return Summon(argument);
    } __except (1) {
        return 0;
    }
}
