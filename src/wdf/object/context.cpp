#include "wdf/object/context.hpp"

#include "gate/callback.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/object.hpp"

#include <cstring>

namespace openwdf::wdf {

namespace {

// Mixed with the header's own address, so that copied memory is not taken for a context.
constexpr std::uint64_t k_cookie = 0x574446434f4e5458U;

std::uint64_t cookie_of(const ContextHeader* header)
{
    return k_cookie ^ reinterpret_cast<std::uint64_t>(header);
}

PCWDF_OBJECT_CONTEXT_TYPE_INFO unique_type(PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    return type != nullptr && type->UniqueType != nullptr ? type->UniqueType : type;
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
    return attributes == nullptr ? 0 : sizeof(ContextHeader) + context_size(*attributes);
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
    CHECK(first_ == nullptr);
    first_ = build_header(block, object, attributes);
}

NTSTATUS ContextList::add(Object& object, const WDF_OBJECT_ATTRIBUTES& attributes, void*& memory)
{
    memory = find(attributes.ContextTypeInfo);
    if (memory != nullptr)
        return STATUS_OBJECT_NAME_EXISTS;
    void* block = ::operator new(context_block_bytes(&attributes), std::nothrow);
    if (block == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    ContextHeader* header = build_header(block, object, attributes);
    header->own_allocation = true;
    ContextHeader** end = &first_;
    while (*end != nullptr)
        end = &(*end)->next;
    *end = header;
    memory = header->memory();
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

void ContextList::run_cleanup(Object& object)
{
    for (ContextHeader* header = first_; header != nullptr; header = header->next) {
        const auto cleanup = std::exchange(header->cleanup, nullptr);
        if (cleanup != nullptr)
            gate::call_driver<gate::Callback::EvtObjectContextCleanup>(
                object.driver().identity(), gate::DriverFn<void(WDFOBJECT)>(cleanup),
                object.handle());
    }
}

void ContextList::run_destroy(Object& object)
{
    // A cleanup that did not run yet runs now (fact 106).
    run_cleanup(object);
    for (ContextHeader* header = first_; header != nullptr; header = header->next) {
        const auto destroy = std::exchange(header->destroy, nullptr);
        if (destroy != nullptr)
            gate::call_driver<gate::Callback::EvtObjectContextDestroy>(
                object.driver().identity(), gate::DriverFn<void(WDFOBJECT)>(destroy),
                object.handle());
    }
}

Object* object_of_context(void* memory)
{
    if (memory == nullptr || (reinterpret_cast<std::uintptr_t>(memory) % alignof(ContextHeader)))
        return nullptr;
    auto* header = static_cast<ContextHeader*>(memory) - 1;
    return header->cookie == cookie_of(header) ? header->object : nullptr;
}

} // namespace openwdf::wdf
