// WDFMEMORY: pool memory, memory of a lookaside list, memory the driver brought, or a buffer of a
// received request.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class Lookaside;

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

    // WdfMemoryCopyToBuffer, WdfMemoryCopyFromBuffer: STATUS_INVALID_PARAMETER for no bytes,
    // STATUS_BUFFER_TOO_SMALL for a source and STATUS_INVALID_BUFFER_SIZE for a destination that
    // ends too early, STATUS_ACCESS_VIOLATION for one that the request's sender only lets be read.
    NTSTATUS copy_to(void* buffer, std::size_t offset, std::size_t length) const;
    NTSTATUS copy_from(const void* buffer, std::size_t offset, std::size_t length);
    void set_read_only() { read_only_ = true; }

    // WdfMemoryAssignBuffer. Precondition: preallocated storage.
    bool preallocated() const { return storage_ == Storage::preallocated; }
    void assign(void* buffer, std::size_t size_bytes)
    {
        buffer_ = buffer;
        size_bytes_ = size_bytes;
    }

    // WdfMemoryCreate: STATUS_INVALID_PARAMETER for size 0, STATUS_INVALID_DEVICE_REQUEST for paged
    // pool above APC_LEVEL.
    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, POOL_TYPE pool, ULONG tag,
                           std::size_t size_bytes, WDFMEMORY* handle, PVOID* buffer);
    // WdfMemoryCreatePreallocated.
    static NTSTATUS create_preallocated(gate::ThreadContext& context, Driver& driver,
                                        const WDF_OBJECT_ATTRIBUTES* attributes, void* buffer,
                                        std::size_t size_bytes, WDFMEMORY* handle);
    // WdfMemoryCreateFromLookaside.
    static NTSTATUS create_from(gate::ThreadContext& context, Lookaside& lookaside,
                                WDFMEMORY* handle);

private:
    Storage storage_;
    bool read_only_ = false;
    void* buffer_;
    std::size_t size_bytes_;
    MDL* mdl_;
    Lookaside* lookaside_ = nullptr; // referenced
};

bool is_paged(POOL_TYPE pool);

} // namespace openwdf::wdf
