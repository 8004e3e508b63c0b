// WdfDriver*.
#include "wdf/driver/driver.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/object/handle.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfDriverCreate(PWDF_DRIVER_GLOBALS globals, PDRIVER_OBJECT DriverObject,
                              PCUNICODE_STRING RegistryPath,
                              PWDF_OBJECT_ATTRIBUTES DriverAttributes,
                              PWDF_DRIVER_CONFIG DriverConfig, WDFDRIVER* Driver)
{
    return gate::enter<Ddi::WdfDriverCreate>([&](ThreadContext& context) {
        gate::require(context, DriverObject, "DriverObject");
        gate::require(context, RegistryPath, "RegistryPath");
        gate::require(context, DriverConfig, "DriverConfig");
        return wdf::Driver::create(context, wdf::globals_of(globals), DriverObject, RegistryPath,
                                   DriverAttributes, *DriverConfig, Driver);
    });
}

PDRIVER_OBJECT owdf_WdfDriverWdmGetDriverObject(PWDF_DRIVER_GLOBALS, WDFDRIVER Driver)
{
    return gate::enter<Ddi::WdfDriverWdmGetDriverObject>([&](ThreadContext& context) {
        return &wdf::object<wdf::Driver>(context, Driver).record().object;
    });
}

PWSTR owdf_WdfDriverGetRegistryPath(PWDF_DRIVER_GLOBALS, WDFDRIVER Driver)
{
    return gate::enter<Ddi::WdfDriverGetRegistryPath>([&](ThreadContext& context) {
        auto& record = wdf::object<wdf::Driver>(context, Driver).record();
        return reinterpret_cast<PWSTR>(record.registry_path.data());
    });
}

BOOLEAN owdf_WdfDriverIsVersionAvailable(PWDF_DRIVER_GLOBALS globals, WDFDRIVER Driver,
                                         PWDF_DRIVER_VERSION_AVAILABLE_PARAMS Parameters)
{
    return gate::enter<Ddi::WdfDriverIsVersionAvailable>([&](ThreadContext& context) -> BOOLEAN {
        (void)wdf::object<wdf::Driver>(context, Driver);
        gate::require(context, Parameters, "VersionAvailableParameters");
        return wdf::version_available(wdf::globals_of(globals), Parameters->MajorVersion,
                                      Parameters->MinorVersion);
    });
}

} // extern "C"
