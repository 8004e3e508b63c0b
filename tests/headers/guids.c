// Declares first, then defines: <initguid.h> may come after a header that named the same keys.
#include "guids.h"

#include <initguid.h>

#include <devpkey.h>
#include <ntpoapi.h>

DEFINE_GUID(GUID_OF_THE_TEST, 0x01020304, 0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16);

int main(void)
{
    return guids_match(&GUID_OF_THE_TEST, &DEVPKEY_Device_DeviceDesc) &&
                   GUID_CONSOLE_DISPLAY_STATE.Data1 == 0x6FE69556
               ? 0
               : 1;
}
