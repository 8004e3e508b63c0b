#include "wdf/device/property.hpp"

#include "nt/pnp/device_property.hpp"
#include "wdf/memory/memory.hpp"

namespace openwdf::wdf {

NTSTATUS query_property(DEVICE_OBJECT* pdo, DEVICE_REGISTRY_PROPERTY property, ULONG length,
                        void* buffer, ULONG& needed)
{
    needed = 0;
    return pdo == nullptr ? STATUS_INVALID_DEVICE_REQUEST
                          : nt::pnp::device_property(*pdo, property, length, buffer, needed);
}

NTSTATUS allocate_property(gate::ThreadContext& context, Driver& driver, DEVICE_OBJECT* pdo,
                           DEVICE_REGISTRY_PROPERTY property, POOL_TYPE pool,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFMEMORY* handle)
{
    *handle = nullptr;
    ULONG needed = 0;
    NTSTATUS status = query_property(pdo, property, 0, nullptr, needed);
    if (status != STATUS_BUFFER_TOO_SMALL)
        return NT_SUCCESS(status) ? STATUS_OBJECT_NAME_NOT_FOUND : status; // nothing to hold
    void* buffer = nullptr;
    status = Memory::create(context, driver, attributes, pool, 0, needed, handle, &buffer);
    if (NT_SUCCESS(status))
        status = query_property(pdo, property, needed, buffer, needed);
    return status;
}

} // namespace openwdf::wdf
