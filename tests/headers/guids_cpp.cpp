// Only declares; the other source defines, and both see one object.
#include "guids.h"

DEFINE_GUID(GUID_OF_THE_TEST, 0x01020304, 0x0506, 0x0708, 9, 10, 11, 12, 13, 14, 15, 16);

int guids_match(const GUID* guid, const DEVPROPKEY* key)
{
    return guid == &GUID_OF_THE_TEST && IsEqualGUID(*guid, GUID_OF_THE_TEST) &&
           key == &DEVPKEY_Device_DeviceDesc && key->pid == 2 &&
           IsEqualDevPropKey(*key, DEVPKEY_Device_DeviceDesc);
}
