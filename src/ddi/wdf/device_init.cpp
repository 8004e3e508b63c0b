// WdfDeviceInit*, WdfControlDeviceInitAllocate, WdfFdoInit*.
#include "wdf/device/device_init.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/struct_size.hpp"

#include <fmt/format.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

namespace {

std::u16string to_string(const UNICODE_STRING& text)
{
    return {reinterpret_cast<const char16_t*>(text.Buffer), text.Length / sizeof(WCHAR)};
}

// The function returns nothing: the source ignores such a structure.
void report_wrong_size(ThreadContext& context, const char* structure, ULONG size)
{
    context.border->report("structure-size",
                           fmt::format("{} with Size {} is ignored: no version of the framework "
                                       "has it in that size",
                                       structure, size));
}

} // namespace

extern "C" {

PWDFDEVICE_INIT owdf_WdfControlDeviceInitAllocate(PWDF_DRIVER_GLOBALS, WDFDRIVER Driver,
                                                  const UNICODE_STRING* SDDLString)
{
    return gate::enter<Ddi::WdfControlDeviceInitAllocate>([&](ThreadContext& context) {
        auto& driver = wdf::object<wdf::Driver>(context, Driver);
        gate::require(context, SDDLString, "SDDLString");
        return wdf::allocate_control_init(driver);
    });
}

VOID owdf_WdfDeviceInitFree(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit)
{
    gate::enter<Ddi::WdfDeviceInitFree>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        wdf::free_device_init(DeviceInit);
    });
}

VOID owdf_WdfDeviceInitSetIoType(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                 WDF_DEVICE_IO_TYPE IoType)
{
    gate::enter<Ddi::WdfDeviceInitSetIoType>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        DeviceInit->io_type = IoType;
    });
}

VOID owdf_WdfDeviceInitSetIoTypeEx(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                   PWDF_IO_TYPE_CONFIG IoTypeConfig)
{
    gate::enter<Ddi::WdfDeviceInitSetIoTypeEx>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        gate::require(context, IoTypeConfig, "IoTypeConfig");
        DeviceInit->io_type = IoTypeConfig->ReadWriteIoType;
    });
}

NTSTATUS owdf_WdfDeviceInitAssignName(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                      PCUNICODE_STRING DeviceName)
{
    return gate::enter<Ddi::WdfDeviceInitAssignName>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, DeviceInit, "DeviceInit");
        DeviceInit->name = DeviceName == nullptr ? std::u16string() : to_string(*DeviceName);
        return STATUS_SUCCESS;
    });
}

NTSTATUS owdf_WdfDeviceInitAssignSDDLString(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                            PCUNICODE_STRING)
{
    // Nothing here has an owner or a token yet; spec/ddi_wdf.csv says so (partial).
    return gate::enter<Ddi::WdfDeviceInitAssignSDDLString>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, DeviceInit, "DeviceInit");
        return STATUS_SUCCESS;
    });
}

VOID owdf_WdfDeviceInitSetExclusive(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                    BOOLEAN IsExclusive)
{
    gate::enter<Ddi::WdfDeviceInitSetExclusive>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        DeviceInit->exclusive = IsExclusive != FALSE;
    });
}

VOID owdf_WdfDeviceInitSetDeviceType(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                     DEVICE_TYPE DeviceType)
{
    gate::enter<Ddi::WdfDeviceInitSetDeviceType>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        DeviceInit->type = DeviceType;
    });
}

VOID owdf_WdfDeviceInitSetCharacteristics(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                          ULONG DeviceCharacteristics, BOOLEAN OrInValues)
{
    gate::enter<Ddi::WdfDeviceInitSetCharacteristics>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        const ULONG kept = OrInValues != FALSE ? DeviceInit->characteristics : 0;
        DeviceInit->characteristics = kept | DeviceCharacteristics;
    });
}

VOID owdf_WdfDeviceInitSetPnpPowerEventCallbacks(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                                 PWDF_PNPPOWER_EVENT_CALLBACKS Callbacks)
{
    gate::enter<Ddi::WdfDeviceInitSetPnpPowerEventCallbacks>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        gate::require(context, Callbacks, "PnpPowerEventCallbacks");
        if (wdf::known_size<WDF_PNPPOWER_EVENT_CALLBACKS>(Callbacks->Size))
            DeviceInit->pnp_power = wdf::widened(*Callbacks);
        else
            report_wrong_size(context, "WDF_PNPPOWER_EVENT_CALLBACKS", Callbacks->Size);
    });
}

VOID owdf_WdfDeviceInitSetFileObjectConfig(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                           PWDF_FILEOBJECT_CONFIG FileObjectConfig,
                                           PWDF_OBJECT_ATTRIBUTES FileObjectAttributes)
{
    gate::enter<Ddi::WdfDeviceInitSetFileObjectConfig>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        gate::require(context, FileObjectConfig, "FileObjectConfig");
        if (!wdf::known_size<WDF_FILEOBJECT_CONFIG>(FileObjectConfig->Size)) {
            report_wrong_size(context, "WDF_FILEOBJECT_CONFIG", FileObjectConfig->Size);
            return;
        }
        DeviceInit->file_config = *FileObjectConfig;
        if (FileObjectAttributes != nullptr)
            DeviceInit->file_attributes = *FileObjectAttributes;
    });
}

VOID owdf_WdfDeviceInitSetRequestAttributes(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit,
                                            PWDF_OBJECT_ATTRIBUTES RequestAttributes)
{
    gate::enter<Ddi::WdfDeviceInitSetRequestAttributes>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        gate::require(context, RequestAttributes, "RequestAttributes");
        DeviceInit->request_attributes = *RequestAttributes;
    });
}

VOID owdf_WdfFdoInitSetFilter(PWDF_DRIVER_GLOBALS, PWDFDEVICE_INIT DeviceInit)
{
    gate::enter<Ddi::WdfFdoInitSetFilter>([&](ThreadContext& context) {
        gate::require(context, DeviceInit, "DeviceInit");
        DeviceInit->filter = true;
    });
}

} // extern "C"
