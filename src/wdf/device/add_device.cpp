#include "wdf/device/add_device.hpp"

#include "gate/callback.hpp"
#include "wdf/device/device.hpp"

namespace openwdf::wdf {

NTSTATUS add_device(DRIVER_OBJECT* driver_object, DEVICE_OBJECT* pdo)
{
    auto* driver = static_cast<Driver*>(nt::io::record_of(*driver_object).framework);
    const auto evt_add = driver->config().EvtDriverDeviceAdd;
    if (evt_add == nullptr)
        return STATUS_SUCCESS;
    // Lives here; a driver that creates a device only gets its pointer cleared.
    WDFDEVICE_INIT init;
    init.driver = driver;
    init.pdo = pdo;
    init.from_framework = true;
    return gate::call_driver<gate::Callback::EvtDriverDeviceAdd>(
        driver->identity(), gate::DriverFn<NTSTATUS(WDFDRIVER, PWDFDEVICE_INIT)>(evt_add),
        static_cast<WDFDRIVER>(driver->handle()), &init);
}

} // namespace openwdf::wdf
