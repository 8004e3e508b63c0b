#include "wdf/bind.hpp"

#include "wdf/driver/driver.hpp"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace openwdf::wdf {

namespace {

// What the tables hold (spec/README.md): the newest version an image may ask for.
constexpr std::uint32_t k_kmdf_minor = 33;
constexpr std::uint32_t k_umdf_minor = 33;

bool version_supported(const openwdf_image& image)
{
    if (image.framework == OPENWDF_FRAMEWORK_KMDF)
        return image.version_major == 1 && image.version_minor <= k_kmdf_minor;
    if (image.framework == OPENWDF_FRAMEWORK_UMDF2)
        return image.version_major == 2 && image.version_minor <= k_umdf_minor;
    return false;
}

} // namespace

base::Result<Binding> Binding::bind(nt::io::DriverRecord& driver, const openwdf_image& image,
                                    const FunctionTables& tables)
{
    if (image.functions == nullptr || image.globals == nullptr)
        return base::Failure{STATUS_INVALID_IMAGE_FORMAT};
    if (!version_supported(image))
        return base::Failure{STATUS_REVISION_MISMATCH};
    Binding binding;
    binding.globals_ = new Globals{};
    binding.globals_->version_major = image.version_major;
    binding.globals_->version_minor = image.version_minor;
    binding.globals_->user_mode = image.framework == OPENWDF_FRAMEWORK_UMDF2;
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

void end_running_driver(Driver& driver)
{
    gate::Border& border = driver.border();
    // Kept alive over the walk, to see what is left of its objects.
    driver.reference();
    delete_tree(driver);
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
