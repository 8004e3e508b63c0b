// WDFMEMORY: pool memory, memory the driver brought, or a buffer of a received request.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class Memory final : public Object {
public:
    static constexpr Kind k_kind = Kind::memory;

    enum class Storage : std::uint8_t {
        pool,
        preallocated,
        request,
        locked_pages, // of a user; the MDL is ours
    };

    Memory(Driver* driver, Storage storage, void* buffer, std::size_t size_bytes,
           MDL* mdl = nullptr)
        : Object(k_kind, driver), storage_(storage), buffer_(buffer), size_bytes_(size_bytes),
          mdl_(mdl)
    {
    }
    ~Memory() override;

    // A request's buffer is not the driver's to delete.
    bool deletable_by_driver() const override
    {
        return storage_ == Storage::pool || storage_ == Storage::preallocated;
    }

    void* buffer() const { return buffer_; }
    std::size_t size_bytes() const { return size_bytes_; }
    MDL* mdl() const { return mdl_; } // the buffer's MDL where a received request has one

    // STATUS_BUFFER_TOO_SMALL when the range leaves the object, STATUS_INVALID_PARAMETER for none.
    NTSTATUS check_range(std::size_t offset, std::size_t length) const;

    // WdfMemoryAssignBuffer. Precondition: preallocated storage.
    bool preallocated() const { return storage_ == Storage::preallocated; }
    void assign(void* buffer, std::size_t size_bytes)
    {
        buffer_ = buffer;
        size_bytes_ = size_bytes;
    }

    // WdfMemoryCreate: STATUS_INVALID_PARAMETER for size 0.
    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, ULONG tag,
                           std::size_t size_bytes, WDFMEMORY* handle, PVOID* buffer);
    static NTSTATUS create_preallocated(gate::ThreadContext& context, Driver& driver,
                                        const WDF_OBJECT_ATTRIBUTES* attributes, void* buffer,
                                        std::size_t size_bytes, WDFMEMORY* handle);

private:
    Storage storage_;
    void* buffer_;
    std::size_t size_bytes_;
    MDL* mdl_;
};

} // namespace openwdf::wdf
