#include "wdf/bind.hpp"

#include "wdf/device/device.hpp"
#include "wdf/driver/driver.hpp"

#include <fmt/format.h>

#include <cstring>
#include <memory>
#include <utility>

namespace openwdf::wdf {

namespace {

// What the tables hold (spec/README.md): the newest version an image may ask for.
constexpr std::uint32_t k_kmdf_minor = 33;
constexpr std::uint32_t k_umdf_minor = 33;

} // namespace

bool version_available(const Globals& globals, ULONG major, ULONG minor)
{
    return globals.user_mode ? major == 2 && minor <= k_umdf_minor
                             : major == 1 && minor <= k_kmdf_minor;
}

base::Result<Binding> Binding::bind(nt::io::DriverRecord& driver, const openwdf_image& image,
                                    const FunctionTables& tables)
{
    if (image.functions == nullptr || image.globals == nullptr)
        return base::Failure{STATUS_INVALID_IMAGE_FORMAT};
    auto globals = std::make_unique<Globals>();
    globals->user_mode = image.framework == OPENWDF_FRAMEWORK_UMDF2;
    if (!version_available(*globals, image.version_major, image.version_minor))
        return base::Failure{STATUS_REVISION_MISMATCH};
    globals->version_minor = image.version_minor;
    driver.identity.user_mode = globals->user_mode;
    Binding binding;
    binding.globals_ = globals.release();
    std::strncpy(binding.globals_->visible.DriverName, driver.identity.name.c_str(),
                 WDF_DRIVER_GLOBALS_NAME_LEN - 1);
    binding.functions_variable_ = image.functions;
    binding.globals_variable_ = image.globals;
    *image.functions = binding.globals_->user_mode ? tables.umdf : tables.kmdf;
    *image.globals = &binding.globals_->visible;
    return binding;
}

Binding::Binding(Binding&& other) noexcept
    : globals_(std::exchange(other.globals_, nullptr)),
      functions_variable_(other.functions_variable_), globals_variable_(other.globals_variable_)
{
}

Binding::~Binding()
{
    CHECK(globals_ == nullptr);
}

namespace {

// N152. A handle that another thread is about to close still holds the device object; what nobody
// closes within this time is reported as leaked.
constexpr exec::Ticks k_patience = 5 * base::k_ticks_per_second;

void wait_for_devices(Driver& driver)
{
    auto& executive = driver.executive();
    (void)executive.dispatcher.wait_until(&driver.record().devices_gone,
                                          executive.scheduler().interrupt_time() + k_patience);
}

void end_running_driver(Driver& driver)
{
    gate::Border& border = driver.border();
    // Kept alive over the walk, to see what is left of its objects.
    driver.reference();
    driver.dispose_list().wait_until_empty(driver);
    (void)delete_tree(driver);
    wait_for_devices(driver);
    driver.worker_runs().wait_until_none(driver.executive());
    driver.dispose_list().wait_until_empty(driver);
    if (driver.ledger().count() > 1) {
        border.report("leaked-object",
                      fmt::format("{} object(s) of {} outlive the driver: a WdfObjectReference was "
                                  "never given back",
                                  driver.ledger().count() - 1, driver.identity().name));
        driver.ledger().free_all();
        return;
    }
    driver.dereference();
}

} // namespace

void Binding::wait_for_handlers()
{
    Driver* driver = globals_ == nullptr ? nullptr : globals_->driver;
    if (driver == nullptr || driver->border().stopped())
        return;
    driver->worker_runs().wait_until_none(driver->executive());
    for (DEVICE_OBJECT* wdm = driver->record().object.DeviceObject; wdm != nullptr;
         wdm = wdm->NextDevice) {
        if (Device* device = device_of(*wdm))
            device->wait_for_handlers();
    }
}

void Binding::unbind()
{
    if (globals_ == nullptr)
        return;
    if (Driver* driver = globals_->driver; driver != nullptr) {
        driver->record().framework = nullptr;
        if (driver->border().stopped())
            driver->ledger().free_all(); // the driver is on its own ledger
        else
            end_running_driver(*driver);
    }
    *functions_variable_ = nullptr;
    *globals_variable_ = nullptr;
    delete std::exchange(globals_, nullptr);
}

} // namespace openwdf::wdf
