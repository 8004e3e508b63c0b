// The control codes of a HID collection.
#include "backend/control.hpp"
#include "backend/hid_device.hpp"

#include <hidport.h>

#include <fmt/format.h>

namespace openwdf::backend {

struct HidDevice::ControlRow {
    ULONG code;
    NTSTATUS (HidDevice::*handler)(IRP& irp, const Control& control);
};

const HidDevice::ControlRow HidDevice::k_controls[] = {
    {IOCTL_HID_GET_COLLECTION_INFORMATION, &HidDevice::get_information},
    {IOCTL_HID_GET_COLLECTION_DESCRIPTOR, &HidDevice::get_descriptor},
    {IOCTL_HID_GET_DEVICE_ATTRIBUTES, &HidDevice::get_attributes},
    {IOCTL_HID_GET_DRIVER_CONFIG, &HidDevice::get_driver_config},
    {IOCTL_HID_SET_DRIVER_CONFIG, &HidDevice::set_driver_config},
    {IOCTL_GET_NUM_DEVICE_INPUT_BUFFERS, &HidDevice::get_buffers},
    {IOCTL_SET_NUM_DEVICE_INPUT_BUFFERS, &HidDevice::set_buffers},
    {IOCTL_HID_FLUSH_QUEUE, &HidDevice::flush_queue},
    {IOCTL_HID_GET_POLL_FREQUENCY_MSEC, &HidDevice::get_poll_frequency},
    {IOCTL_HID_SET_POLL_FREQUENCY_MSEC, &HidDevice::set_poll_frequency},
    {IOCTL_HID_GET_FEATURE, &HidDevice::get_feature},
    {IOCTL_HID_SET_FEATURE, &HidDevice::set_feature_report},
    {IOCTL_HID_GET_INPUT_REPORT, &HidDevice::get_input_report},
    {IOCTL_HID_SET_OUTPUT_REPORT, &HidDevice::set_output_report},
    {IOCTL_HID_GET_HARDWARE_ID, &HidDevice::get_hardware_id},
    {IOCTL_HID_GET_MANUFACTURER_STRING, &HidDevice::get_manufacturer},
    {IOCTL_HID_GET_PRODUCT_STRING, &HidDevice::get_product},
    {IOCTL_HID_GET_SERIALNUMBER_STRING, &HidDevice::get_serial_number},
    {IOCTL_HID_GET_INDEXED_STRING, &HidDevice::get_indexed_string},
};

namespace {

NTSTATUS answer_string(IRP& irp, const std::u16string& text)
{
    return answer_bytes(irp, text.c_str(), (text.size() + 1) * sizeof text[0],
                        STATUS_INVALID_BUFFER_SIZE);
}

void append(std::u16string& ids, const std::string& id)
{
    ids.append(id.begin(), id.end());
    ids.push_back(u'\0');
}

} // namespace

NTSTATUS HidDevice::device_control(IRP& irp)
{
    {
        std::unique_lock guard(lock_);
        if (unplugged_) {
            guard.unlock();
            return nt::io::provider_complete(irp, STATUS_DEVICE_NOT_CONNECTED, 0);
        }
    }
    const Control control = nt::io::control_request(irp);
    for (const ControlRow& row : k_controls) {
        if (row.code == control.code)
            return (this->*row.handler)(irp, control);
    }
    // N167, N168
    const NTSTATUS unknown =
        control.is_internal ? STATUS_NOT_SUPPORTED : STATUS_INVALID_DEVICE_REQUEST;
    return nt::io::provider_complete(irp, unknown, 0);
}

// ---- the collection ----------------------------------------------------------------------------

NTSTATUS HidDevice::get_information(IRP& irp, const Control&)
{
    HID_COLLECTION_INFORMATION information{};
    information.DescriptorSize = static_cast<ULONG>(preparsed_.size());
    information.Polled = setup_.is_polled ? TRUE : FALSE;
    information.VendorID = setup_.identity.vendor;
    information.ProductID = setup_.identity.product;
    information.VersionNumber = setup_.identity.version;
    return answer_with(irp, information, STATUS_INVALID_BUFFER_SIZE);
}

NTSTATUS HidDevice::get_descriptor(IRP& irp, const Control&)
{
    return answer_bytes(irp, preparsed_.data(), preparsed_.size(), STATUS_INVALID_BUFFER_SIZE);
}

NTSTATUS HidDevice::get_attributes(IRP& irp, const Control&)
{
    HID_DEVICE_ATTRIBUTES attributes{};
    attributes.Size = sizeof attributes;
    attributes.VendorID = setup_.identity.vendor;
    attributes.ProductID = setup_.identity.product;
    attributes.VersionNumber = setup_.identity.version;
    return answer_with(irp, attributes, STATUS_INVALID_BUFFER_SIZE);
}

// ---- rings -------------------------------------------------------------------------------------

NTSTATUS HidDevice::get_driver_config(IRP& irp, const Control&)
{
    HID_DRIVER_CONFIG config{};
    config.Size = sizeof config;
    {
        const std::lock_guard guard(lock_);
        config.RingBufferSize = ring_size_;
    }
    return answer_with(irp, config, STATUS_INVALID_BUFFER_SIZE);
}

NTSTATUS HidDevice::set_driver_config(IRP& irp, const Control& control)
{
    HID_DRIVER_CONFIG config{};
    if (!take_input(control, config) || config.Size != sizeof config)
        return nt::io::provider_complete(irp, STATUS_INVALID_BUFFER_SIZE, 0);
    if (config.RingBufferSize < k_ring_min || config.RingBufferSize > k_ring_max)
        return nt::io::provider_complete(irp, STATUS_INVALID_PARAMETER, 0);
    {
        const std::lock_guard guard(lock_);
        ring_size_ = config.RingBufferSize;
    }
    return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
}

NTSTATUS HidDevice::get_buffers(IRP& irp, const Control&)
{
    ULONG buffers = 0;
    {
        const std::lock_guard guard(lock_);
        const File* file = find_file_locked(irp);
        buffers = file == nullptr ? ring_size_ : file->ring_size;
    }
    return answer_with(irp, buffers);
}

NTSTATUS HidDevice::set_buffers(IRP& irp, const Control& control)
{
    ULONG buffers = 0;
    if (!take_input(control, buffers))
        return nt::io::provider_complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    NTSTATUS status = STATUS_INVALID_PARAMETER;
    if (buffers >= k_ring_min && buffers <= k_ring_max) {
        const std::lock_guard guard(lock_);
        File* file = find_file_locked(irp);
        status = file == nullptr ? STATUS_INVALID_DEVICE_REQUEST : STATUS_SUCCESS;
        if (file != nullptr) {
            file->ring_size = buffers;
            while (file->ring.size() > buffers)
                file->ring.pop_front();
        }
    }
    return nt::io::provider_complete(irp, status, 0);
}

NTSTATUS HidDevice::flush_queue(IRP& irp, const Control&)
{
    bool is_open = false;
    {
        const std::lock_guard guard(lock_);
        if (File* file = find_file_locked(irp); file != nullptr) {
            is_open = true;
            file->ring.clear();
        }
    }
    return nt::io::provider_complete(irp, is_open ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST,
                                     0);
}

// ---- polling: a frequency that nothing here depends on, kept for who asks ----------------------

NTSTATUS HidDevice::get_poll_frequency(IRP& irp, const Control&)
{
    if (!setup_.is_polled)
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    ULONG milliseconds = 0;
    {
        const std::lock_guard guard(lock_);
        milliseconds = poll_ms_;
    }
    return answer_with(irp, milliseconds);
}

NTSTATUS HidDevice::set_poll_frequency(IRP& irp, const Control& control)
{
    constexpr ULONG k_poll_ms_max = 10000;
    ULONG milliseconds = 0;
    if (!setup_.is_polled)
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    if (!take_input(control, milliseconds))
        return nt::io::provider_complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
    if (milliseconds > k_poll_ms_max)
        return nt::io::provider_complete(irp, STATUS_INVALID_PARAMETER, 0);
    // 0 makes the caller's reads opportunistic and leaves the frequency alone.
    if (milliseconds != 0) {
        const std::lock_guard guard(lock_);
        poll_ms_ = milliseconds;
    }
    return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
}

// ---- single reports ----------------------------------------------------------------------------

NTSTATUS HidDevice::get_report(IRP& irp, HIDP_REPORT_TYPE kind)
{
    const Control control = nt::io::control_request(irp);
    auto* bytes = static_cast<std::byte*>(control.output);
    const nt::hid::ReportLengths* lengths = nullptr;
    const NTSTATUS status =
        check_report(kind, bytes, bytes == nullptr ? 0 : control.output_length, lengths);
    if (!NT_SUCCESS(status))
        return nt::io::provider_complete(irp, status, 0);
    {
        // The id byte stays as the caller wrote it.
        const std::lock_guard guard(lock_);
        const HidReport& report = stored_locked(kind, *lengths);
        std::memcpy(bytes + 1, report.data() + 1, report.size() - 1);
    }
    return nt::io::provider_complete(irp, STATUS_SUCCESS, lengths->bytes[kind]);
}

NTSTATUS HidDevice::get_feature(IRP& irp, const Control&)
{
    return get_report(irp, HidP_Feature);
}

NTSTATUS HidDevice::get_input_report(IRP& irp, const Control&)
{
    return get_report(irp, HidP_Input);
}

NTSTATUS HidDevice::set_feature_report(IRP& irp, const Control& control)
{
    const auto* bytes = static_cast<const std::byte*>(control.input);
    const nt::hid::ReportLengths* lengths = nullptr;
    const NTSTATUS status =
        check_report(HidP_Feature, bytes, bytes == nullptr ? 0 : control.input_length, lengths);
    if (!NT_SUCCESS(status))
        return nt::io::provider_complete(irp, status, 0);
    const std::size_t length = lengths->bytes[HidP_Feature];
    {
        const std::lock_guard guard(lock_);
        HidReport& report = stored_locked(HidP_Feature, *lengths);
        std::memcpy(report.data() + 1, bytes + 1, length - 1);
    }
    return nt::io::provider_complete(irp, STATUS_SUCCESS, length);
}

NTSTATUS HidDevice::set_output_report(IRP& irp, const Control& control)
{
    std::size_t taken = 0;
    const NTSTATUS status =
        accept_output(control.input, control.input == nullptr ? 0 : control.input_length, taken);
    return nt::io::provider_complete(irp, status, taken);
}

// ---- names -------------------------------------------------------------------------------------

NTSTATUS HidDevice::get_hardware_id(IRP& irp, const Control&)
{
    const HidIdentity& identity = setup_.identity;
    const std::string device =
        fmt::format("HID\\VID_{:04X}&PID_{:04X}", identity.vendor, identity.product);
    std::u16string ids;
    append(ids, fmt::format("{}&REV_{:04X}", device, identity.version));
    append(ids, device);
    append(ids, fmt::format("HID_DEVICE_UP:{:04X}_U:{:04X}", setup_.collection.usage_page,
                            setup_.collection.usage));
    append(ids, "HID_DEVICE");
    return answer_bytes(irp, ids.c_str(), (ids.size() + 1) * sizeof ids[0],
                        STATUS_BUFFER_TOO_SMALL);
}

NTSTATUS HidDevice::get_manufacturer(IRP& irp, const Control&)
{
    return answer_string(irp, setup_.identity.manufacturer_name);
}

NTSTATUS HidDevice::get_product(IRP& irp, const Control&)
{
    return answer_string(irp, setup_.identity.product_name);
}

NTSTATUS HidDevice::get_serial_number(IRP& irp, const Control&)
{
    return answer_string(irp, setup_.identity.serial_number);
}

// The index is in the lower half of the input, the language in the upper. The device numbers its
// strings as most do: 1 manufacturer, 2 product, 3 serial number.
NTSTATUS HidDevice::get_indexed_string(IRP& irp, const Control& control)
{
    ULONG input = 0;
    if (!take_input(control, input))
        return nt::io::provider_complete(irp, STATUS_INVALID_BUFFER_SIZE, 0);
    switch (input & 0xFFFF) {
    case 1: return get_manufacturer(irp, control);
    case 2: return get_product(irp, control);
    case 3: return get_serial_number(irp, control);
    default: return nt::io::provider_complete(irp, STATUS_INVALID_PARAMETER, 0);
    }
}

} // namespace openwdf::backend
