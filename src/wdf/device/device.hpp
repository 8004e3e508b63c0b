// WDFDEVICE: a control device, or a function or filter device in a stack.
#pragma once

#include "nt/io/device.hpp"
#include "wdf/device/device_init.hpp"
#include "wdf/object/object.hpp"
#include "wdf/pnp/exposed_interfaces.hpp"
#include "wdf/pnp/state.hpp"

#include <atomic>
#include <optional>
#include <vector>

namespace openwdf::wdf {

class IoTarget;
class Queue;
class File;

class Device final : public Object {
public:
    static constexpr Kind k_kind = Kind::device;

    Device(Driver* driver, const WDFDEVICE_INIT& init, DEVICE_OBJECT& wdm,
           const Constraints& constraints);
    ~Device() override;

    // WdfDeviceCreate. On success `init` is consumed and *init is NULL.
    static NTSTATUS create(WDFDEVICE_INIT*& init, const WDF_OBJECT_ATTRIBUTES* attributes,
                           WDFDEVICE* handle);

    // A control device is the driver's to delete; PnP removes the others (fact 43).
    bool deletable_by_driver() const override { return is_control(); }

    bool is_control() const { return pdo_ == nullptr; }
    bool is_filter() const { return filter_; }
    // Precondition: the device object still exists, as it does for every caller that came through
    // an IRP or holds a live device.
    DEVICE_OBJECT& wdm() const { return *wdm_; }
    DEVICE_OBJECT* wdm_if_any() const { return wdm_; }
    // True once the device object was deleted: only handles that are still open reach it.
    bool left_stack() const { return left_stack_.load(std::memory_order_acquire); }
    DEVICE_OBJECT* attached_to() const { return attached_to_; }
    DEVICE_OBJECT* pdo() const { return pdo_; }

    bool needs_passive_dispose() const override { return true; }
    Device* own_device() override { return this; }
    const Constraints* own_constraints() const override { return &constraints_; }
    ScopeLock* callback_lock() override { return &scope_lock_; }
    const Constraints& constraints() const { return constraints_; }
    // The lock of scope "device".
    ScopeLock& scope_lock() { return scope_lock_; }
    // What covers file callbacks: the device's lock, or nullptr without device scope.
    ScopeLock* file_callback_lock()
    {
        return constraints_.scope == WdfSynchronizationScopeDevice ? &scope_lock_ : nullptr;
    }

    // Fact 2: nullptr for a control device.
    IoTarget* local_target() const { return local_target_; }
    Queue* default_queue() const { return default_queue_; }
    void set_default_queue(Queue& queue) { default_queue_ = &queue; }
    // The queue that takes requests of this kind; nullptr when the framework handles them.
    Queue* queue_for(UCHAR major) const;
    // The queue that create requests were dispatched to, which the default queue never is.
    Queue* create_queue() const { return by_major_[IRP_MJ_CREATE]; }
    NTSTATUS configure_dispatching(Queue& queue, WDF_REQUEST_TYPE type);

    const WDF_OBJECT_ATTRIBUTES* request_attributes() const
    {
        return request_attributes_ ? &*request_attributes_ : nullptr;
    }
    const WDF_OBJECT_ATTRIBUTES* file_attributes() const
    {
        return file_attributes_ ? &*file_attributes_ : nullptr;
    }
    const WDF_FILEOBJECT_CONFIG* file_config() const
    {
        return file_config_ ? &*file_config_ : nullptr;
    }
    const WDF_PNPPOWER_EVENT_CALLBACKS& pnp_power() const { return pnp_power_; }
    // Changed by PnP requests, which come one at a time; queues look at it at any time.
    std::atomic<PnpState> pnp_state{PnpState::created};
    ExposedInterfaces& exposed_interfaces() { return exposed_interfaces_; }

    // Framework file objects of this device (wdf/device/file.cpp).
    // Referenced for the caller: the device may be deleted while a handle is being closed.
    File* find_file(const FILE_OBJECT* file);
    // NULL when there is none.
    WDFFILEOBJECT file_handle(const FILE_OBJECT* file);
    void add_file(File& file);
    void remove_file(File& file);

    NTSTATUS create_symbolic_link(const UNICODE_STRING& link);
    // Power-managed queues present only while the device is in D0; a control device always is.
    bool powered() const { return is_control() || pnp_state == PnpState::started; }
    void dispatch_queues();
    // The device leaves D0 for good: hands back, or cancels, what drivers have of its queues.
    void hold_queues_for_power();
    void purge_queues_for_power(bool power_managed);
    // Until no other thread is inside a handler of the device's queues. PASSIVE_LEVEL.
    void wait_for_handlers();
    // Ends the requests of `file` that wait in queues with STATUS_CANCELLED.
    void cancel_waiting_requests(const FILE_OBJECT* file);
    void add_queue(Queue& queue);

    // Detaches and deletes the device object; names and links first. Part of dispose and of PnP
    // removal; safe to repeat.
    void leave_stack();

private:
    File* find_file_locked(const FILE_OBJECT* file) const;
    NTSTATUS attach();
    // The device object and this device know each other from here on. The device object owns a
    // reference: an IRP that reaches it finds a live device, deleted or not.
    void bind_wdm();
    static void wdm_gone(void* device);
    void dispose() override;

    DEVICE_OBJECT* wdm_;
    DEVICE_OBJECT* attached_to_ = nullptr;
    DEVICE_OBJECT* pdo_;
    bool filter_;
    Constraints constraints_;
    ScopeLock scope_lock_;
    std::atomic<bool> left_stack_{false};
    IoTarget* local_target_ = nullptr;
    Queue* default_queue_ = nullptr;
    Queue* by_major_[IRP_MJ_MAXIMUM_FUNCTION + 1] = {};
    std::vector<Queue*> queues_; // referenced until the device object is gone
    std::vector<std::u16string> links_;
    std::optional<WDF_OBJECT_ATTRIBUTES> request_attributes_;
    std::optional<WDF_OBJECT_ATTRIBUTES> file_attributes_;
    std::optional<WDF_FILEOBJECT_CONFIG> file_config_;
    WDF_PNPPOWER_EVENT_CALLBACKS pnp_power_{};
    ExposedInterfaces exposed_interfaces_;
    exec::Lock<exec::Rank::request> files_lock_;
    std::vector<File*> files_;
};

// The framework's device behind a device object of one of its drivers; nullptr for others.
Device* device_of(DEVICE_OBJECT& device);

} // namespace openwdf::wdf
