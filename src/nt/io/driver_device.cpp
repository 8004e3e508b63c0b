#include "nt/io/driver_device.hpp"

#include "nt/io/device.hpp"
#include "nt/io/file.hpp"
#include "nt/rtl/unicode.hpp"

namespace openwdf::nt::io {

NTSTATUS create_driver_device(DRIVER_OBJECT& driver, ULONG extension_bytes,
                              const UNICODE_STRING* name, DEVICE_TYPE type, ULONG characteristics,
                              bool exclusive, DEVICE_OBJECT*& device)
{
    DeviceSpec spec;
    spec.extension_bytes = extension_bytes;
    if (name != nullptr)
        spec.name = rtl::view_of(*name);
    spec.type = type;
    spec.characteristics = characteristics;
    spec.exclusive = exclusive;
    auto made = create_device(driver, spec);
    if (made.ok())
        device = made.value();
    return made.status();
}

NTSTATUS create_link(Executive& executive, const UNICODE_STRING& link, const UNICODE_STRING& target)
{
    return executive.names.insert_link(rtl::view_of(link), rtl::view_of(target)).status();
}

NTSTATUS delete_link(Executive& executive, const UNICODE_STRING& link)
{
    return executive.names.remove(rtl::view_of(link)).status();
}

NTSTATUS open_device_by_name(Executive& executive, const UNICODE_STRING& name, ACCESS_MASK access,
                             FILE_OBJECT*& file, DEVICE_OBJECT*& device)
{
    OpenParameters parameters;
    parameters.access = access;
    auto opened = open_file(executive, rtl::view_of(name), parameters);
    if (!opened.ok())
        return opened.status();
    file = opened.value().file;
    device = record_of(*file).top;
    ob::reference(file);
    close_file(*file);
    return STATUS_SUCCESS;
}

} // namespace openwdf::nt::io
