// WDFFILEOBJECT, and what the framework does with create, cleanup and close.
#pragma once

#include "wdf/device/device.hpp"

namespace openwdf::wdf {

class File final : public Object {
public:
    static constexpr Kind k_kind = Kind::file;

    File(Driver* driver, Device& device, FILE_OBJECT* wdm)
        : Object(k_kind, driver), device_(device), wdm_(wdm)
    {
    }
    bool deletable_by_driver() const override { return false; }

    Device* own_device() override { return &device_; }
    const Constraints* own_constraints() const override { return &device_.constraints(); }
    ScopeLock* callback_lock() override { return device_.callback_lock(); }

    Device& device() const { return device_; }
    FILE_OBJECT* wdm() const { return wdm_; }

private:
    // A device that is deleted with handles open takes its file objects along.
    void dispose() override { device_.remove_file(*this); }

    Device& device_;
    FILE_OBJECT* wdm_;
};

NTSTATUS file_create(Device& device, IRP& irp);
NTSTATUS file_cleanup(Device& device, IRP& irp);
NTSTATUS file_close(Device& device, IRP& irp);
// A create request the driver got is about to be completed: a failed one has no file object.
void file_create_ended(Device& device, FILE_OBJECT* wdm, NTSTATUS status);

} // namespace openwdf::wdf
