#include "wdf/driver/driver.hpp"

#include "gate/callback.hpp"
#include "wdf/device/add_device.hpp"
#include "wdf/device/dispatch.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/struct_size.hpp"

#include <algorithm>

namespace openwdf::wdf {

namespace {

void unload(DRIVER_OBJECT* driver_object)
{
    auto* driver = static_cast<Driver*>(nt::io::record_of(*driver_object).framework);
    const auto evt_unload = driver->config().EvtDriverUnload;
    if (evt_unload == nullptr)
        return;
    gate::call_driver<gate::Callback::EvtDriverUnload>(driver->identity(),
                                                       gate::DriverFn<void(WDFDRIVER)>(evt_unload),
                                                       static_cast<WDFDRIVER>(driver->handle()));
}

// Four characters of the driver's name, as the framework does where DriverPoolTag is zero.
ULONG default_pool_tag(const std::string& name)
{
    ULONG tag = 0;
    for (std::size_t i = 0; i < 4; ++i)
        tag |= static_cast<ULONG>(static_cast<unsigned char>(i < name.size() ? name[i] : '_'))
               << (8 * i);
    return tag;
}

void take_over_dispatch(nt::io::DriverRecord& record, const WDF_DRIVER_CONFIG& config)
{
    record.runtime_dispatch = dispatch_irp;
    for (auto& entry : record.object.MajorFunction)
        entry = dispatch_irp;
    record.runtime_unload = unload;
    record.object.DriverUnload = unload;
    if ((config.DriverInitFlags & WdfDriverInitNonPnpDriver) == 0) {
        record.runtime_add_device = add_device;
        record.extension.AddDevice = add_device;
    }
}

} // namespace

Driver::Driver(Driver*, Globals& globals, nt::io::DriverRecord& record,
               const WDF_DRIVER_CONFIG& config, const Constraints& constraints)
    : Object(k_kind, this), globals_(globals), record_(record),
      border_(record.header.executive.border()), config_(config), constraints_(constraints)
{
}

NTSTATUS Driver::create(gate::ThreadContext&, Globals& globals, DRIVER_OBJECT* driver_object,
                        const UNICODE_STRING*, const WDF_OBJECT_ATTRIBUTES* attributes,
                        const WDF_DRIVER_CONFIG& config, WDFDRIVER* handle)
{
    if (!known_size<WDF_DRIVER_CONFIG>(config.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    NTSTATUS status =
        check_attributes(attributes, ParentRule::forbidden, k_level_allowed | k_scope_allowed);
    if (!NT_SUCCESS(status))
        return status;
    if (globals.driver != nullptr)
        return STATUS_DRIVER_INTERNAL_ERROR;
    auto& record = nt::io::record_of(*driver_object);
    Constraints constraints;
    if (globals.user_mode)
        constraints.level = WdfExecutionLevelPassive; // fact 112
    Driver* driver = create_object<Driver>(nullptr, attributes, globals, record, config,
                                           inherit(constraints, attributes));
    if (driver == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (!driver->publish_unparented()) {
        driver->dereference();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    globals.driver = driver;
    globals.visible.Driver = static_cast<WDFDRIVER>(driver->handle());
    globals.visible.DriverTag =
        config.DriverPoolTag != 0 ? config.DriverPoolTag : default_pool_tag(record.identity.name);
    record.framework = driver;
    take_over_dispatch(record, config);
    if (handle != nullptr)
        *handle = globals.visible.Driver;
    return STATUS_SUCCESS;
}

} // namespace openwdf::wdf
