#include "nt/io/driver.hpp"

#include "base/utf.hpp"
#include "nt/executive.hpp"
#include "nt/io/completion.hpp"
#include "nt/io/provider.hpp"
#include "nt/rtl/unicode.hpp"

#include <algorithm>
#include <iterator>

namespace openwdf::nt::io {

namespace {

constexpr std::u16string_view k_driver_directory = u"\\Driver\\";

void destroy_driver(ob::ObjectHeader& header)
{
    delete &reinterpret_cast<DriverRecord&>(header);
}

// A name may be given with its directory.
std::u16string_view leaf_of(std::u16string_view name)
{
    const bool full = name.substr(0, k_driver_directory.size()) == k_driver_directory;
    return full ? name.substr(k_driver_directory.size()) : name;
}

} // namespace

DriverRecord::DriverRecord(Executive& executive, std::u16string_view driver_name)
    : header(executive, ob::ObjectType::driver, destroy_driver),
      identity(executive.name_driver(base::to_utf8(leaf_of(driver_name))))
{
    CHECK(&ob::header_of(&object) == &header);
    header.name = std::u16string(k_driver_directory).append(leaf_of(driver_name));
    object.Type = IO_TYPE_DRIVER;
    object.Size = sizeof object;
    object.DriverExtension = &extension;
    object.DriverName = rtl::unicode_string(header.name);
    extension.DriverObject = &object;
    ke::initialize_event(devices_gone, NotificationEvent, true);
    std::fill(std::begin(object.MajorFunction), std::end(object.MajorFunction), unhandled_request);
    executive.objects.add(header);
}

DriverRecord::~DriverRecord()
{
    header.executive.objects.remove(header);
}

DriverRecord* create_driver(Executive& executive, std::u16string_view name, bool runtime)
{
    auto* record = new DriverRecord(executive, name);
    if (runtime) {
        record->runtime_dispatch = dispatch_to_provider;
        std::fill(std::begin(record->object.MajorFunction), std::end(record->object.MajorFunction),
                  dispatch_to_provider);
    }
    return record;
}

NTSTATUS unhandled_request(DEVICE_OBJECT*, IRP* irp)
{
    irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
    irp->IoStatus.Information = 0;
    complete_request(*irp);
    return STATUS_INVALID_DEVICE_REQUEST;
}

} // namespace openwdf::nt::io
