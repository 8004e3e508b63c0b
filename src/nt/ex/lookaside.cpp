#include "nt/ex/lookaside.hpp"

#include "gate/callback.hpp"
#include "nt/ex/driver_pool.hpp"
#include "nt/executive.hpp"

namespace openwdf::nt::ex {

namespace {

template <class Settings>
void initialize(Settings& settings, POOL_TYPE pool, SIZE_T size, ULONG tag)
{
    settings.Type = pool;
    settings.Size = static_cast<ULONG>(size);
    settings.Tag = tag;
}

const gate::DriverIdentity& driver_of(const gate::ThreadContext& context)
{
    return context.driver != nullptr ? *context.driver : executive_of(context).nobody;
}

} // namespace

void initialize_lookaside(GENERAL_LOOKASIDE& list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION free,
                          POOL_TYPE pool, SIZE_T size, ULONG tag)
{
    list = GENERAL_LOOKASIDE{};
    initialize(list, pool, size, tag);
    list.Allocate = allocate;
    list.Free = free;
}

void* allocate_from(gate::ThreadContext& context, GENERAL_LOOKASIDE& list)
{
    __atomic_add_fetch(&list.TotalAllocates, 1U, __ATOMIC_RELAXED);
    if (list.Allocate == nullptr)
        return allocate_pool_with_tag(context, list.Type, list.Size, list.Tag);
    return gate::call_driver<gate::Callback::LookasideAllocate>(
        driver_of(context), gate::DriverFn<void*(POOL_TYPE, SIZE_T, ULONG)>(list.Allocate),
        list.Type, SIZE_T{list.Size}, list.Tag);
}

void free_to(gate::ThreadContext& context, GENERAL_LOOKASIDE& list, void* entry)
{
    __atomic_add_fetch(&list.TotalFrees, 1U, __ATOMIC_RELAXED);
    if (list.Free == nullptr)
        free_pool(context, entry, list.Tag);
    else
        gate::call_driver<gate::Callback::LookasideFree>(
            driver_of(context), gate::DriverFn<void(void*)>(list.Free), entry);
}

void initialize_lookaside(LOOKASIDE_LIST_EX& list, PALLOCATE_FUNCTION_EX allocate,
                          PFREE_FUNCTION_EX free, POOL_TYPE pool, SIZE_T size, ULONG tag)
{
    list = LOOKASIDE_LIST_EX{};
    initialize(list.L, pool, size, tag);
    list.L.AllocateEx = allocate;
    list.L.FreeEx = free;
}

void* allocate_from(gate::ThreadContext& context, LOOKASIDE_LIST_EX& list)
{
    __atomic_add_fetch(&list.L.TotalAllocates, 1U, __ATOMIC_RELAXED);
    if (list.L.AllocateEx == nullptr)
        return allocate_pool_with_tag(context, list.L.Type, list.L.Size, list.L.Tag);
    return gate::call_driver<gate::Callback::LookasideAllocateEx>(
        driver_of(context),
        gate::DriverFn<void*(POOL_TYPE, SIZE_T, ULONG, LOOKASIDE_LIST_EX*)>(list.L.AllocateEx),
        list.L.Type, SIZE_T{list.L.Size}, list.L.Tag, &list);
}

void free_to(gate::ThreadContext& context, LOOKASIDE_LIST_EX& list, void* entry)
{
    __atomic_add_fetch(&list.L.TotalFrees, 1U, __ATOMIC_RELAXED);
    if (list.L.FreeEx == nullptr)
        free_pool(context, entry, list.L.Tag);
    else
        gate::call_driver<gate::Callback::LookasideFreeEx>(
            driver_of(context), gate::DriverFn<void(void*, LOOKASIDE_LIST_EX*)>(list.L.FreeEx),
            entry, &list);
}

} // namespace openwdf::nt::ex
