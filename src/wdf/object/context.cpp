#include "wdf/object/context.hpp"

#include "gate/callback.hpp"
#include "gate/scarcity.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/object.hpp"

#include <cstring>
#include <mutex>

namespace openwdf::wdf {

namespace {

// Mixed with the header's own address, so that copied memory is not taken for a context.
constexpr std::uint64_t k_cookie = 0x574446434f4e5458U;

std::uint64_t cookie_of(const ContextHeader* header)
{
    return k_cookie ^ reinterpret_cast<std::uint64_t>(header);
}

// A type that a driver of KMDF 1.0 describes ends before UniqueType.
PCWDF_OBJECT_CONTEXT_TYPE_INFO unique_type(PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    const bool has_unique = type != nullptr && type->Size == sizeof *type;
    return has_unique && type->UniqueType != nullptr ? type->UniqueType : type;
}

std::size_t context_size(const WDF_OBJECT_ATTRIBUTES& attributes)
{
    if (attributes.ContextTypeInfo == nullptr)
        return 0;
    return attributes.ContextSizeOverride != 0 ? attributes.ContextSizeOverride
                                               : attributes.ContextTypeInfo->ContextSize;
}

ContextHeader* build_header(void* block, Object& object, const WDF_OBJECT_ATTRIBUTES& attributes)
{
    auto* header = new (block) ContextHeader{};
    header->object = &object;
    header->type = unique_type(attributes.ContextTypeInfo);
    header->size_bytes = context_size(attributes);
    header->cleanup = attributes.EvtCleanupCallback;
    header->destroy = attributes.EvtDestroyCallback;
    header->cookie = cookie_of(header);
    std::memset(header->memory(), 0, header->size_bytes);
    return header;
}

} // namespace

std::size_t context_block_bytes(const WDF_OBJECT_ATTRIBUTES* attributes)
{
    if (attributes == nullptr)
        return 0;
    std::size_t bytes = 0;
    const bool wraps =
        __builtin_add_overflow(sizeof(ContextHeader), context_size(*attributes), &bytes);
    return wraps ? SIZE_MAX : bytes;
}

void* allocate_block(std::size_t object_bytes, std::size_t context_bytes)
{
    if (gate::allocation_fails(*gate::current_context()))
        return nullptr;
    constexpr std::size_t k_block_bytes_max = std::size_t{1} << 32;
    if (context_bytes > k_block_bytes_max - object_bytes)
        return nullptr;
    return ::operator new(object_bytes + context_bytes, std::nothrow);
}

ContextList::~ContextList()
{
    for (ContextHeader* header = first_; header != nullptr;) {
        ContextHeader* next = header->next;
        header->cookie = 0;
        if (header->own_allocation)
            ::operator delete(header);
        header = next;
    }
}

void ContextList::place_first(void* block, Object& object, const WDF_OBJECT_ATTRIBUTES& attributes)
{
    CHECK(first_.load(std::memory_order_relaxed) == nullptr);
    first_.store(build_header(block, object, attributes), std::memory_order_release);
}

NTSTATUS ContextList::add(Object& object, const WDF_OBJECT_ATTRIBUTES& attributes, void*& memory)
{
    void* block = allocate_block(0, context_block_bytes(&attributes));
    if (block == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    ContextHeader* header = build_header(block, object, attributes);
    header->own_allocation = true;
    const NTSTATUS status = append(object, *header, memory);
    if (status != STATUS_SUCCESS)
        ::operator delete(block);
    return status;
}

// Readers take no lock, so a context becomes visible whole.
NTSTATUS ContextList::append(Object& object, ContextHeader& header, void*& memory)
{
    std::lock_guard guard(object.driver().tree_lock());
    if (object.state() != ObjectState::alive)
        return STATUS_DELETE_PENDING;
    std::atomic<ContextHeader*>* end = &first_;
    while (ContextHeader* other = end->load(std::memory_order_relaxed)) {
        if (other->type == header.type) {
            memory = other->memory();
            return STATUS_OBJECT_NAME_EXISTS;
        }
        end = &other->next;
    }
    end->store(&header, std::memory_order_release);
    memory = header.memory();
    return STATUS_SUCCESS;
}

void* ContextList::find(PCWDF_OBJECT_CONTEXT_TYPE_INFO type) const
{
    const auto* wanted = unique_type(type);
    for (ContextHeader* header = first_; header != nullptr; header = header->next) {
        if (header->type == wanted && wanted != nullptr)
            return header->memory();
    }
    return nullptr;
}

namespace {

[[gnu::noinline]] void call_cleanup(Object& object, ContextHeader& context)
{
    const auto cleanup = std::exchange(context.cleanup, nullptr);
    if (cleanup != nullptr)
        gate::call_driver<gate::Callback::EvtObjectContextCleanup>(
            object.driver().identity(), gate::DriverFn<void(WDFOBJECT)>(cleanup), object.handle());
}

[[gnu::noinline]] void call_destroy(Object& object, ContextHeader& context)
{
    const auto destroy = std::exchange(context.destroy, nullptr);
    if (destroy != nullptr)
        gate::call_driver<gate::Callback::EvtObjectContextDestroy>(
            object.driver().identity(), gate::DriverFn<void(WDFOBJECT)>(destroy), object.handle());
}

} // namespace

void ContextList::run_cleanup(Object& object)
{
    for (ContextHeader* header = first_; header != nullptr; header = header->next)
        call_cleanup(object, *header);
}

void ContextList::run_destroy(Object& object)
{
    // A cleanup that did not run yet runs now (fact 106).
    run_cleanup(object);
    for (ContextHeader* header = first_; header != nullptr; header = header->next)
        call_destroy(object, *header);
}

Object* object_of_context(void* memory)
{
    if (memory == nullptr || (reinterpret_cast<std::uintptr_t>(memory) % alignof(ContextHeader)))
        return nullptr;
    auto* header = static_cast<ContextHeader*>(memory) - 1;
    return header->cookie == cookie_of(header) ? header->object : nullptr;
}

} // namespace openwdf::wdf
