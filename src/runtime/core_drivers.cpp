// Drivers and their devices: loading, device stacks, unloading.
#include "base/utf.hpp"
#include "ddi/function_tables.hpp"
#include "gate/callback.hpp"
#include "nt/io/device.hpp"
#include "nt/pnp/device_tree.hpp"
#include "runtime/core.hpp"
#include "runtime/leaks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace openwdf::runtime {

namespace {

constexpr std::u16string_view k_services = u"\\Registry\\Machine\\System\\CurrentControlSet\\"
                                           u"Services\\";

using DriverEntry = gate::DriverFn<NTSTATUS(DRIVER_OBJECT*, UNICODE_STRING*)>;
using DriverUnload = gate::DriverFn<void(DRIVER_OBJECT*)>;

NTSTATUS call_entry(nt::io::DriverRecord& record, const openwdf_image& image)
{
    using Pointer = DriverEntry::Pointer;
    UNICODE_STRING path{};
    path.Buffer = record.registry_path.data();
    path.Length = static_cast<USHORT>(record.registry_path.size() * sizeof(char16_t));
    path.MaximumLength = path.Length;
    const DriverEntry entry(reinterpret_cast<Pointer>(image.driver_entry));
    return gate::call_driver<gate::Callback::DriverEntry>(record.identity, entry, &record.object,
                                                          &path);
}

} // namespace

Error Core::load_error(const std::string& path, base::Status status) const
{
    return {status, fmt::format("DriverEntry of '{}' failed with {}", path, status_name(status))};
}

Outcome<std::shared_ptr<LoadedDriver>> Core::load(const std::string& path)
{
    std::string message;
    auto lease = loader::acquire(path, message);
    if (!lease.ok())
        return Error{lease.status(), std::move(message)};
    auto driver =
        std::make_shared<LoadedDriver>(std::filesystem::path(path).stem().string(), lease.take());
    {
        // Listed before any of its code runs: the module answers for its addresses (registry).
        const std::lock_guard guard(mutex_);
        drivers_.push_back(driver);
    }
    base::Result<void> entered = base::Failure{k_machine_stopped};
    if (!guarded([&] { entered = enter_driver(*driver); }))
        return stopped_error();
    if (!entered.ok())
        return load_error(path, entered.status());
    driver->loaded = true;
    return driver;
}

base::Result<void> Core::enter_driver(LoadedDriver& driver)
{
    const openwdf_image& image = driver.lease.module().image();
    const std::u16string name = base::to_utf16(driver.name);
    driver.record = nt::io::create_driver(*executive_, name, false);
    driver.record->registry_path = std::u16string(k_services) + name;
    base::Result<void> bound = bind(driver, image);
    NTSTATUS status = bound.status();
    if (bound.ok())
        status = call_entry(*driver.record, image);
    if (NT_SUCCESS(status))
        return {};
    leave_driver(driver);
    return base::Failure{status};
}

base::Result<void> Core::bind(LoadedDriver& driver, const openwdf_image& image)
{
    if (image.framework == OPENWDF_FRAMEWORK_WDM)
        return {};
    const wdf::FunctionTables tables{ddi::k_kmdf_functions, ddi::k_umdf_functions};
    driver.binding.emplace(TRY(wdf::Binding::bind(*driver.record, image, tables)));
    return {};
}

// What follows the driver's own unload routine.
void Core::leave_driver(LoadedDriver& driver)
{
    unbind(driver);
    if (nt::io::DriverRecord* record = std::exchange(driver.record, nullptr))
        nt::ob::dereference(&record->object);
}

void Core::unbind(LoadedDriver& driver)
{
    if (!driver.binding.has_value())
        return;
    driver.binding->unbind();
    driver.binding.reset();
}

Outcome<std::shared_ptr<AddedDevice>> Core::filter(LoadedDriver& driver, std::string_view target)
{
    DEVICE_OBJECT* lower = nullptr;
    {
        const std::lock_guard guard(mutex_);
        const auto found = std::find_if(targets_.begin(), targets_.end(),
                                        [&](const Target& entry) { return entry.name == target; });
        if (found != targets_.end())
            lower = found->device;
    }
    if (lower == nullptr)
        return Error{STATUS_OBJECT_NAME_NOT_FOUND,
                     fmt::format("there is no target '{}'; make it with add_target first", target)};
    return add_device(driver, lower, std::string(target));
}

Outcome<std::shared_ptr<AddedDevice>> Core::add_device(LoadedDriver& driver, DEVICE_OBJECT* lower,
                                                       std::string name)
{
    if (!driver.loaded)
        return Error{STATUS_INVALID_DEVICE_STATE,
                     fmt::format("driver '{}' was unloaded", driver.name)};
    auto device = std::make_shared<AddedDevice>();
    device->name = std::move(name);
    device->is_root = lower == nullptr;
    base::Result<void> built = base::Failure{k_machine_stopped};
    if (!guarded([&] { built = build_stack(driver, *device, lower); }))
        return stopped_error();
    if (!built.ok())
        return Error{built.status(), fmt::format("driver '{}' could not make or start a device: {}",
                                                 driver.name, status_name(built.status()))};
    driver.devices.push_back(device);
    return device;
}

base::Result<void> Core::build_stack(LoadedDriver& driver, AddedDevice& device,
                                     DEVICE_OBJECT* lower)
{
    device.physical = device.is_root ? TRY(nt::pnp::enumerate_root_device(*executive_)) : lower;
    if (device.name.empty())
        device.name = nt::io::describe(*device.physical);
    NTSTATUS status = nt::pnp::add_driver(*driver.record, *device.physical);
    if (NT_SUCCESS(status))
        status = nt::pnp::start_stack(*executive_, *device.physical);
    if (NT_SUCCESS(status))
        return {};
    nt::pnp::remove_stack_now(*executive_, *device.physical);
    if (device.is_root)
        nt::pnp::delete_root_device(*device.physical);
    return base::Failure{status};
}

std::int32_t Core::remove_device(AddedDevice& device)
{
    if (device.removed)
        return STATUS_SUCCESS;
    NTSTATUS status = STATUS_SUCCESS;
    const bool alive = guarded([&] {
        status = nt::pnp::remove_stack(*executive_, *device.physical);
        if (NT_SUCCESS(status) && device.is_root)
            nt::pnp::delete_root_device(*device.physical);
    });
    device.removed = device.removed || NT_SUCCESS(status);
    return alive ? status : k_machine_stopped;
}

void Core::unload(LoadedDriver& driver)
{
    if (!driver.loaded)
        return;
    driver.loaded = false;
    (void)guarded([&] {
        for (auto device = driver.devices.rbegin(); device != driver.devices.rend(); ++device) {
            if (std::exchange((*device)->removed, true))
                continue;
            nt::pnp::remove_stack_now(*executive_, *(*device)->physical);
            if ((*device)->is_root)
                nt::pnp::delete_root_device(*(*device)->physical);
        }
        if (driver.binding.has_value())
            driver.binding->wait_for_handlers();
        nt::io::DriverRecord& record = *driver.record;
        const PDRIVER_UNLOAD routine = record.object.DriverUnload;
        if (routine != nullptr && routine == record.runtime_unload)
            routine(&record.object);
        else if (routine != nullptr)
            gate::call_driver<gate::Callback::DriverUnload>(record.identity, DriverUnload(routine),
                                                            &record.object);
        // The record goes with the last reference; its name is still needed.
        nt::ob::reference(&record.object);
        leave_driver(driver);
        report_leaks(*executive_, driver.lease.module(), record.identity);
        nt::ob::dereference(&record.object);
    });
}

} // namespace openwdf::runtime
