#include "wdf/memory/memory.hpp"

#include "nt/mm/mdl.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"

namespace openwdf::wdf {

namespace {

NTSTATUS publish_memory(gate::ThreadContext& context, Driver& driver,
                        const WDF_OBJECT_ATTRIBUTES* attributes, Memory* memory, WDFMEMORY* handle)
{
    Object* parent = parent_from(context, attributes, driver);
    if (parent == nullptr || !memory->publish(parent)) {
        memory->dereference();
        return parent == nullptr ? STATUS_DELETE_PENDING : STATUS_INSUFFICIENT_RESOURCES;
    }
    *handle = static_cast<WDFMEMORY>(memory->handle());
    return STATUS_SUCCESS;
}

} // namespace

Memory::~Memory()
{
    if (storage_ == Storage::pool)
        (void)driver().executive().pool.free(buffer_);
    if (storage_ == Storage::locked_pages) {
        nt::mm::unlock_pages(*mdl_);
        nt::mm::free_mdl(driver().executive(), mdl_);
    }
}

NTSTATUS Memory::check_range(std::size_t offset, std::size_t length) const
{
    if (length == 0)
        return STATUS_INVALID_PARAMETER;
    std::size_t end = 0;
    const bool wraps = __builtin_add_overflow(offset, length, &end);
    return wraps || end > size_bytes_ ? STATUS_BUFFER_TOO_SMALL : STATUS_SUCCESS;
}

NTSTATUS Memory::create(gate::ThreadContext& context, Driver& driver,
                        const WDF_OBJECT_ATTRIBUTES* attributes, ULONG tag, std::size_t size_bytes,
                        WDFMEMORY* handle, PVOID* buffer)
{
    NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    if (size_bytes == 0)
        return STATUS_INVALID_PARAMETER;
    void* block =
        driver.executive().pool.allocate(size_bytes, tag != 0 ? tag : driver.pool_tag(),
                                         nt::ex::Fill::pattern, context.history.newest(0).address);
    if (block == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto* memory =
        create_object<Memory>(&driver, attributes, Memory::Storage::pool, block, size_bytes);
    if (memory == nullptr) {
        (void)driver.executive().pool.free(block);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = publish_memory(context, driver, attributes, memory, handle);
    if (NT_SUCCESS(status) && buffer != nullptr)
        *buffer = block;
    return status;
}

NTSTATUS Memory::create_preallocated(gate::ThreadContext& context, Driver& driver,
                                     const WDF_OBJECT_ATTRIBUTES* attributes, void* buffer,
                                     std::size_t size_bytes, WDFMEMORY* handle)
{
    const NTSTATUS status = check_attributes(attributes, ParentRule::optional);
    if (!NT_SUCCESS(status))
        return status;
    if (size_bytes == 0)
        return STATUS_INVALID_PARAMETER;
    auto* memory = create_object<Memory>(&driver, attributes, Memory::Storage::preallocated, buffer,
                                         size_bytes);
    if (memory == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    return publish_memory(context, driver, attributes, memory, handle);
}

} // namespace openwdf::wdf
