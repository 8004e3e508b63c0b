// The format of a request for a target: its buffers converted for the target's access method and
// the ioctl's transfer type (section 7), what that took, and how it is given back (facts 48-59).
#pragma once

#include "nt/executive.hpp"
#include "wdf/target/buffer.hpp"

#include <wdf.h>

#include <cstddef>
#include <cstdint>

namespace openwdf::wdf {

enum class TargetIoType : std::uint8_t { undefined, buffered, direct, neither };

inline TargetIoType io_type_of(const DEVICE_OBJECT& device)
{
    if ((device.Flags & DO_BUFFERED_IO) != 0)
        return TargetIoType::buffered;
    return (device.Flags & DO_DIRECT_IO) != 0 ? TargetIoType::direct : TargetIoType::neither;
}

class Format {
public:
    explicit Format(nt::Executive& executive) : executive_(executive) {}
    ~Format(); // precondition: released
    Format(const Format&) = delete;
    Format& operator=(const Format&) = delete;

    bool active() const { return irp_ != nullptr; }

    // Each fills irp's next location. Precondition: not active; the location exists. On failure
    // nothing is held. STATUS_INSUFFICIENT_RESOURCES, STATUS_INVALID_DEVICE_STATE (undefined type).
    NTSTATUS transfer(IRP& irp, UCHAR major, TargetIoType type, const IoBuffer& buffer,
                      LONGLONG offset);
    NTSTATUS control(IRP& irp, UCHAR major, ULONG code, const IoBuffer& input,
                     const IoBuffer& output);
    // Fact 47: addresses as arguments, lengths are lost.
    NTSTATUS others(IRP& irp, ULONG code, const IoBuffer (&arguments)[3]);

    // The lower driver is done: Information bytes of the system buffer go to the caller's buffer,
    // whatever the status, clamped (fact 48).
    void copy_back()
    {
        if (copy_back_to_ != nullptr && active())
            copy_out();
    }
    // Gives the IRP its own buffers back, drops memory references, keeps system buffer and MDL for
    // the next format (fact 50).
    void release()
    {
        if (active())
            release_active();
    }
    // The machine stopped: nothing is given back.
    void abandon()
    {
        irp_ = nullptr;
        held_count_ = 0;
    }

    // What WdfRequestGetCompletionParams tells of the format (fact 68). Type NoFormat when none is
    // active. IoStatus is not touched; lengths are `information`.
    void describe(WDF_REQUEST_COMPLETION_PARAMS& parameters, std::size_t information) const;

private:
    void release_active();
    void copy_out();
    void begin(IRP& irp, WDF_REQUEST_TYPE type, ULONG code);
    // `place` is the number of the argument.
    void hold(std::size_t place, const IoBuffer& buffer);
    void* system_buffer(std::size_t size_bytes);
    MDL* own_mdl(void* address, std::size_t length, LOCK_OPERATION operation);
    MDL* mdl_for(const IoBuffer& buffer, LOCK_OPERATION operation);
    NTSTATUS set_mdl(IRP& irp, const IoBuffer& buffer, LOCK_OPERATION operation);
    NTSTATUS transfer_buffers(IRP& irp, UCHAR major, TargetIoType type, const IoBuffer& buffer);
    NTSTATUS buffered_control(IRP& irp, const IoBuffer& input, const IoBuffer& output);
    NTSTATUS control_buffers(IRP& irp, ULONG method, const IoBuffer& input, const IoBuffer& output);
    NTSTATUS fail(NTSTATUS status);

    nt::Executive& executive_;
    IRP* irp_ = nullptr; // set while a format is active

    // --- While a format is active; a received request pays for none of it.
    WDF_REQUEST_TYPE type_;
    ULONG code_;
    // What the driver gave: one, two or three, by the type.
    struct Given {
        Memory* memory;
        std::size_t offset;
        void* address; // of an argument of `others`
    } given_[3];
    // Fact 51: what the IRP carried before.
    void* saved_system_buffer_;
    void* saved_user_buffer_;
    MDL* saved_mdl_;
    ULONG saved_flags_;

    static constexpr std::size_t k_held_max = 3;
    Memory* held_[k_held_max]; // the first held_count_
    std::size_t held_count_ = 0;

    void* copy_back_to_ = nullptr;
    std::size_t copy_back_length_; // with copy_back_to_

    void* system_buffer_ = nullptr;
    std::size_t system_capacity_ = 0;
    MDL* mdl_ = nullptr;
    std::size_t mdl_pages_ = 0;
    bool mdl_locked_ = false;
};

} // namespace openwdf::wdf
