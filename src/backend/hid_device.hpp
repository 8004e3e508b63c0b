// A software HID collection: what the HID class driver shows its clients of a top-level
// collection (N165, N167), and beside it the hardware's side, which the harness or a file plays.
//
// Reports are bytes with the report id first, 0 in a collection without ids, everywhere.
//
// Each open file has a ring of input reports; the oldest one is lost when it is full. A read takes
// as many whole reports as its buffer holds and waits when there is none.
//
// Lock: lock_, for everything below it; never held while an IRP is completed.
#pragma once

#include "backend/backend.hpp"
#include "exec/lock.hpp"
#include "nt/hid/report_descriptor.hpp"

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace openwdf::backend {

using HidReport = std::vector<std::byte>;

struct HidIdentity {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t version = 0;
    std::u16string manufacturer_name;
    std::u16string product_name;
    std::u16string serial_number;
};

struct HidSetup {
    HidIdentity identity;
    nt::hid::Collection collection;
    std::vector<HidReport> script; // input reports that each file reads first
    bool is_polled = false;
    bool loops = false; // an output report comes back as the input report with its id
};

class HidDevice final : public LowerDevice {
public:
    static constexpr std::uint32_t k_ring_default = 32;
    static constexpr std::uint32_t k_ring_min = 2;
    static constexpr std::uint32_t k_ring_max = 512;
    static constexpr std::size_t k_outputs_max = 4096;

    explicit HidDevice(HidSetup setup);

    // ---- the collection's side
    NTSTATUS create(IRP& irp) override;
    NTSTATUS cleanup(IRP& irp) override;
    NTSTATUS close(IRP& irp) override;
    NTSTATUS read(IRP& irp) override;
    NTSTATUS write(IRP& irp) override;
    NTSTATUS device_control(IRP& irp) override;

    // ---- the hardware's side: by a thread of the machine, at PASSIVE_LEVEL. Each returns what a
    // client would get for such a report: STATUS_INVALID_PARAMETER where no report has the id,
    // STATUS_INVALID_BUFFER_SIZE where the length is not that of the report.
    NTSTATUS send_input(HidReport report);
    // The oldest output report that nobody took; empty when there is none.
    HidReport take_output();
    NTSTATUS set_feature(HidReport report);
    // Empty where no feature report has the id.
    HidReport feature(std::uint8_t id);
    // From now on everything is STATUS_DEVICE_NOT_CONNECTED, reads that wait included (N168).
    void unplug();

private:
    // An open file, by its file object: the one its create request carried.
    struct File {
        FILE_OBJECT* object = nullptr;
        std::uint32_t ring_size = k_ring_default;
        std::deque<HidReport> ring;
        std::size_t script_next = 0;
        std::deque<IRP*> waiting;
    };
    using Control = nt::io::ControlRequest;

    // hid_device.cpp
    File* find_file_locked(const IRP& irp);
    const HidReport* front_locked(const File& file) const;
    std::size_t take_reports_locked(File& file, void* buffer, std::size_t length);
    NTSTATUS wait_locked(IRP& irp, File& file, std::unique_lock<exec::Lock<exec::Rank::pool>>&);
    static void cancel_routine(DEVICE_OBJECT* device, IRP* irp);
    IRP* take_served();
    IRP* take_waiting(const FILE_OBJECT* only);
    void serve();
    NTSTATUS accept_output(const void* buffer, std::size_t length, std::size_t& taken);

    // A report of `length` bytes from `bytes`: which one it is, or why it cannot be one.
    NTSTATUS check_report(HIDP_REPORT_TYPE kind, const std::byte* bytes, std::size_t length,
                          const nt::hid::ReportLengths*& lengths) const;
    NTSTATUS check_whole(HIDP_REPORT_TYPE kind, const HidReport& report,
                         const nt::hid::ReportLengths*& lengths) const;
    HidReport& stored_locked(HIDP_REPORT_TYPE kind, const nt::hid::ReportLengths& lengths);

    // hid_control.cpp
    struct ControlRow;
    static const ControlRow k_controls[];
    NTSTATUS get_report(IRP& irp, HIDP_REPORT_TYPE kind);
    NTSTATUS get_information(IRP& irp, const Control& control);
    NTSTATUS get_descriptor(IRP& irp, const Control& control);
    NTSTATUS get_attributes(IRP& irp, const Control& control);
    NTSTATUS get_driver_config(IRP& irp, const Control& control);
    NTSTATUS set_driver_config(IRP& irp, const Control& control);
    NTSTATUS get_buffers(IRP& irp, const Control& control);
    NTSTATUS set_buffers(IRP& irp, const Control& control);
    NTSTATUS flush_queue(IRP& irp, const Control& control);
    NTSTATUS get_poll_frequency(IRP& irp, const Control& control);
    NTSTATUS set_poll_frequency(IRP& irp, const Control& control);
    NTSTATUS get_feature(IRP& irp, const Control& control);
    NTSTATUS set_feature_report(IRP& irp, const Control& control);
    NTSTATUS get_input_report(IRP& irp, const Control& control);
    NTSTATUS set_output_report(IRP& irp, const Control& control);
    NTSTATUS get_hardware_id(IRP& irp, const Control& control);
    NTSTATUS get_manufacturer(IRP& irp, const Control& control);
    NTSTATUS get_product(IRP& irp, const Control& control);
    NTSTATUS get_serial_number(IRP& irp, const Control& control);
    NTSTATUS get_indexed_string(IRP& irp, const Control& control);

    const HidSetup setup_;
    const std::vector<std::byte> preparsed_;

    exec::Lock<exec::Rank::pool> lock_;
    std::deque<File> files_; // in order of opening
    std::deque<HidReport> outputs_;
    std::vector<HidReport> inputs_; // the last input report of each id
    std::vector<HidReport> features_;
    std::uint32_t ring_size_ = k_ring_default; // of files opened from now on
    std::uint32_t poll_ms_ = 5;
    bool unplugged_ = false;
};

} // namespace openwdf::backend
