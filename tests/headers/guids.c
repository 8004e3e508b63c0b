// Declares first, then defines: <initguid.h> may come after a header that named the same keys.
#include "guids.h"

#include <initguid.h>

#include <devguid.h>
#include <devpkey.h>
#include <ntpoapi.h>
#include <wdmguid.h>

DEFINE_GUID(GUID_OF_THE_TEST, 0x01020304, 0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16);

int main(void)
{
    return guids_match(&GUID_OF_THE_TEST, &DEVPKEY_Device_DeviceDesc) &&
                   GUID_CONSOLE_DISPLAY_STATE.Data1 == 0x6FE69556 &&
                   GUID_BUS_TYPE_PCI.Data1 == 0xC8EBDFB0 && GUID_DEVCLASS_USB.Data1 == 0x36FC9E60
               ? 0
               : 1;
}
