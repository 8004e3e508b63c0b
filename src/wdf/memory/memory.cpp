#include "wdf/memory/memory.hpp"

#include "nt/mm/mdl.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/lookaside/lookaside.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/verifier.hpp"

#include <cstring>

namespace openwdf::wdf {

namespace {

NTSTATUS publish_memory(Object& parent, Memory* memory, WDFMEMORY* handle)
{
    const auto made = published(memory, parent);
    if (made.ok())
        *handle = static_cast<WDFMEMORY>(memory->handle());
    return made.status();
}

bool is_within(std::size_t offset, std::size_t length, std::size_t size_bytes)
{
    return offset <= size_bytes && length <= size_bytes - offset;
}

} // namespace

bool is_paged(POOL_TYPE pool)
{
    return (static_cast<unsigned>(pool) & 1U) != 0;
}

Memory::~Memory()
{
    if (storage_ == Storage::pool)
        (void)driver().executive().pool.free(buffer_);
    if (storage_ == Storage::locked_pages) {
        nt::mm::unlock_pages(*mdl_);
        nt::mm::free_mdl(driver().executive(), mdl_);
    }
    if (lookaside_ != nullptr && !driver().border().stopped())
        lookaside_->dereference();
}

NTSTATUS Memory::copy_to(void* buffer, std::size_t offset, std::size_t length) const
{
    if (length == 0)
        return STATUS_INVALID_PARAMETER;
    if (!is_within(offset, length, size_bytes_))
        return STATUS_BUFFER_TOO_SMALL;
    std::memcpy(buffer, static_cast<const std::byte*>(buffer_) + offset, length);
    return STATUS_SUCCESS;
}

NTSTATUS Memory::copy_from(const void* buffer, std::size_t offset, std::size_t length)
{
    if (length == 0)
        return STATUS_INVALID_PARAMETER;
    if (read_only_) {
        driver().border().report("memory-read-only",
                                 "WdfMemoryCopyFromBuffer into the input of a request, which its "
                                 "sender only lets be read");
        return STATUS_ACCESS_VIOLATION;
    }
    if (!is_within(offset, length, size_bytes_))
        return STATUS_INVALID_BUFFER_SIZE;
    std::memcpy(static_cast<std::byte*>(buffer_) + offset, buffer, length);
    return STATUS_SUCCESS;
}

NTSTATUS Memory::create(gate::ThreadContext& context, Driver& driver,
                        const WDF_OBJECT_ATTRIBUTES* attributes, POOL_TYPE pool, ULONG tag,
                        std::size_t size_bytes, WDFMEMORY* handle, PVOID* buffer)
{
    if (is_paged(pool) && context.irql > exec::k_apc_level &&
        !passive_enough(context, "WdfMemoryCreate from paged pool"))
        return STATUS_INVALID_DEVICE_REQUEST;
    if (size_bytes == 0)
        return STATUS_INVALID_PARAMETER;
    *handle = nullptr;
    NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    // Before anything is allocated: an invalid handle stops the machine.
    Object& parent = parent_from(context, attributes, driver);
    nt::ex::Pool& blocks = driver.executive().pool;
    void* block = blocks.allocate(size_bytes, tag != 0 ? tag : driver.pool_tag(),
                                  nt::ex::Fill::pattern, context.history.newest(0).address);
    if (block == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto* memory =
        create_object<Memory>(&driver, attributes, Memory::Storage::pool, block, size_bytes);
    if (memory == nullptr) {
        (void)blocks.free(block);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    memory->passive_callbacks_ |= is_paged(pool);
    status = publish_memory(parent, memory, handle);
    if (NT_SUCCESS(status) && buffer != nullptr)
        *buffer = block;
    return status;
}

NTSTATUS Memory::create_preallocated(gate::ThreadContext& context, Driver& driver,
                                     const WDF_OBJECT_ATTRIBUTES* attributes, void* buffer,
                                     std::size_t size_bytes, WDFMEMORY* handle)
{
    if (size_bytes == 0)
        return STATUS_INVALID_PARAMETER;
    *handle = nullptr;
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    Object& parent = parent_from(context, attributes, driver);
    auto* memory = create_object<Memory>(&driver, attributes, Memory::Storage::preallocated, buffer,
                                         size_bytes);
    return publish_memory(parent, memory, handle);
}

// A buffer below a page lies in the object's own allocation on Windows, which is zeroed; a larger
// one, of nonpaged pool, has whatever was in it.
NTSTATUS Memory::create_from(gate::ThreadContext& context, Lookaside& lookaside, WDFMEMORY* handle)
{
    Driver& driver = lookaside.driver();
    const WDF_OBJECT_ATTRIBUTES* attributes = lookaside.memory_attributes();
    Object& parent = parent_from(context, attributes, driver);
    const bool zeroed = lookaside.size_bytes() < nt::ex::k_page_bytes;
    void* block = driver.executive().pool.allocate(
        lookaside.size_bytes(), lookaside.tag(),
        zeroed ? nt::ex::Fill::zero : nt::ex::Fill::pattern, context.history.newest(0).address);
    if (block == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto* memory = create_object<Memory>(&driver, attributes, Memory::Storage::pool, block,
                                         lookaside.size_bytes());
    if (memory == nullptr) {
        (void)driver.executive().pool.free(block);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    lookaside.reference();
    memory->lookaside_ = &lookaside;
    memory->passive_callbacks_ |= lookaside.passive_callbacks();
    return publish_memory(parent, memory, handle);
}

} // namespace openwdf::wdf
