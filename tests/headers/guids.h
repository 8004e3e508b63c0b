/* The same GUID and property key seen by a source that declares and by one that defines them. */
#include <ntddk.h>

#include <devguid.h>
#include <devpkey.h>
#include <wdmguid.h>

#ifdef __cplusplus
extern "C"
#endif
    int
    guids_match(const GUID* guid, const DEVPROPKEY* key);
