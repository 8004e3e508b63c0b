#include "nt/ob/handles.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace openwdf::nt::ob {

namespace {

// Kernel handles have the sign bit; the two lowest bits are free for whoever wants to tag them.
constexpr std::uintptr_t k_kernel_bit = 0xFFFFFFFF80000000U;
constexpr std::uintptr_t k_step = 4;

HANDLE handle_at(std::size_t index)
{
    return reinterpret_cast<HANDLE>(k_kernel_bit | (index + 1) * k_step);
}

} // namespace

HANDLE Handles::insert(void* body)
{
    (void)ob::reference(body);
    std::lock_guard guard(lock_);
    auto place = std::find(bodies_.begin(), bodies_.end(), nullptr);
    if (place == bodies_.end()) {
        CHECK(bodies_.size() < k_handles_max);
        place = bodies_.insert(place, nullptr);
    }
    *place = body;
    return handle_at(static_cast<std::size_t>(place - bodies_.begin()));
}

void** Handles::slot_locked(HANDLE handle)
{
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    if ((value & k_kernel_bit) != k_kernel_bit)
        return nullptr;
    const std::uintptr_t number = (value & ~k_kernel_bit) / k_step;
    if (number == 0 || number > bodies_.size() || bodies_[number - 1] == nullptr)
        return nullptr;
    return &bodies_[number - 1];
}

void* Handles::reference(HANDLE handle)
{
    std::lock_guard guard(lock_);
    void** slot = slot_locked(handle);
    if (slot == nullptr)
        return nullptr;
    (void)ob::reference(*slot);
    return *slot;
}

NTSTATUS Handles::reference_typed(HANDLE handle, bool threads, bool files, void*& body)
{
    body = reference(handle);
    if (body == nullptr)
        return STATUS_INVALID_HANDLE;
    const ObjectType type = header_of(body).type;
    if ((type == ObjectType::thread && threads) || (type == ObjectType::file && files))
        return STATUS_SUCCESS;
    (void)dereference(std::exchange(body, nullptr));
    return STATUS_OBJECT_TYPE_MISMATCH;
}

NTSTATUS Handles::close(HANDLE handle)
{
    void* body = nullptr;
    {
        std::lock_guard guard(lock_);
        void** slot = slot_locked(handle);
        if (slot == nullptr)
            return STATUS_INVALID_HANDLE;
        body = std::exchange(*slot, nullptr);
    }
    (void)dereference(body);
    return STATUS_SUCCESS;
}

} // namespace openwdf::nt::ob
