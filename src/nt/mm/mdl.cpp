#include "nt/mm/mdl.hpp"

#include "nt/executive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace openwdf::nt::mm {

namespace {

constexpr std::uint32_t k_mdl_tag = 0x206C644D; // "Mdl "
constexpr CSHORT k_pages_known = MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL;
constexpr CSHORT k_has_address = MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL;

void report(const char* rule, std::string text)
{
    gate::current_context()->border->report(rule, std::move(text));
}

[[noreturn]] void violation(const MDL& mdl, std::string text)
{
    gate::bug_check(
        gate::k_driver_verifier_detected_violation, 0, reinterpret_cast<std::uint64_t>(&mdl),
        static_cast<std::uint64_t>(static_cast<USHORT>(mdl.MdlFlags)), 0, std::move(text));
}

void set_flags(MDL& mdl, int flags)
{
    mdl.MdlFlags = static_cast<CSHORT>(mdl.MdlFlags | flags);
}

void clear_flags(MDL& mdl, int flags)
{
    mdl.MdlFlags = static_cast<CSHORT>(mdl.MdlFlags & ~flags);
}

// One page number per page, so that MmGetMdlPfnArray reads something: the address stands for the
// physical one.
void fill_page_numbers(MDL& mdl)
{
    auto* numbers = reinterpret_cast<PFN_NUMBER*>(&mdl + 1);
    const auto first = reinterpret_cast<std::uintptr_t>(mdl.StartVa) >> PAGE_SHIFT;
    const ULONG pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(virtual_address(mdl), mdl.ByteCount);
    for (ULONG page = 0; page < pages; ++page)
        numbers[page] = first + page;
}

} // namespace

ULONG mdl_bytes(const void* buffer, ULONG length)
{
    return static_cast<ULONG>(sizeof(MDL)) +
           static_cast<ULONG>(sizeof(PFN_NUMBER)) * ADDRESS_AND_SIZE_TO_SPAN_PAGES(buffer, length);
}

void initialize_mdl(MDL& mdl, void* buffer, ULONG length)
{
    const ULONG size = mdl_bytes(buffer, length);
    mdl = MDL{};
    mdl.Size = static_cast<CSHORT>(
        std::min<ULONG>(size, static_cast<ULONG>(std::numeric_limits<CSHORT>::max())));
    mdl.StartVa = PAGE_ALIGN(buffer);
    mdl.ByteOffset = BYTE_OFFSET(buffer);
    mdl.ByteCount = length;
}

MDL* allocate_mdl(Executive& executive, void* buffer, ULONG length)
{
    auto* mdl = static_cast<MDL*>(
        executive.pool.allocate(mdl_bytes(buffer, length), k_mdl_tag, ex::Fill::zero, nullptr));
    if (mdl != nullptr)
        initialize_mdl(*mdl, buffer, length);
    return mdl;
}

void free_mdl(Executive& executive, MDL* mdl)
{
    if (executive.pool.free(mdl)) [[likely]]
        return;
    report("mdl-free",
           "IoFreeMdl of something that is no MDL of this machine, or was freed before");
}

void build_for_nonpaged(MDL& mdl)
{
    if ((mdl.MdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA | MDL_PARTIAL)) != 0)
        violation(mdl, "MmBuildMdlForNonPagedPool on an MDL that is locked, mapped or partial");
    set_flags(mdl, MDL_SOURCE_IS_NONPAGED_POOL);
    mdl.MappedSystemVa = virtual_address(mdl);
    fill_page_numbers(mdl);
}

void probe_and_lock(MDL& mdl, LOCK_OPERATION operation)
{
    if ((mdl.MdlFlags & k_pages_known) != 0)
        violation(mdl, "MmProbeAndLockPages on an MDL whose pages are locked or built already "
                       "(each success needs one MmUnlockPages first)");
    if (mdl.ByteCount != 0 && mdl.StartVa == nullptr)
        gate::bug_check(KMODE_EXCEPTION_NOT_HANDLED,
                        static_cast<std::uint64_t>(static_cast<ULONG>(STATUS_ACCESS_VIOLATION)),
                        reinterpret_cast<std::uint64_t>(&mdl), 0, 0,
                        fmt::format("probe failed: MmProbeAndLockPages of {} bytes at a NULL "
                                    "address; Windows raises STATUS_ACCESS_VIOLATION here, which "
                                    "OpenWDF cannot deliver (no structured exceptions)",
                                    mdl.ByteCount));
    set_flags(mdl, MDL_PAGES_LOCKED | (operation == IoReadAccess ? 0 : MDL_WRITE_OPERATION));
    fill_page_numbers(mdl);
}

void unlock_pages(MDL& mdl)
{
    if ((mdl.MdlFlags & MDL_PAGES_LOCKED) == 0)
        violation(mdl, "MmUnlockPages on an MDL that is not locked");
    unmap(mdl);
    clear_flags(mdl, MDL_PAGES_LOCKED | MDL_WRITE_OPERATION);
}

void* system_address(MDL& mdl)
{
    if ((mdl.MdlFlags & k_has_address) != 0)
        return mdl.MappedSystemVa;
    if ((mdl.MdlFlags & k_pages_known) == 0) {
        report("mdl-not-locked", "a system address was asked of an MDL that is neither locked "
                                 "(MmProbeAndLockPages) nor built (MmBuildMdlForNonPagedPool)");
        return nullptr;
    }
    mdl.MappedSystemVa = virtual_address(mdl);
    set_flags(mdl, MDL_MAPPED_TO_SYSTEM_VA);
    if ((mdl.MdlFlags & MDL_PARTIAL) != 0)
        set_flags(mdl, MDL_PARTIAL_HAS_BEEN_MAPPED);
    return mdl.MappedSystemVa;
}

void unmap(MDL& mdl)
{
    clear_flags(mdl, MDL_MAPPED_TO_SYSTEM_VA | MDL_PARTIAL_HAS_BEEN_MAPPED);
    if ((mdl.MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL) == 0)
        mdl.MappedSystemVa = nullptr;
}

void build_partial(const MDL& source, MDL& target, void* address, ULONG length)
{
    const auto* base = static_cast<const std::byte*>(virtual_address(source));
    const auto offset = static_cast<const std::byte*>(address) - base;
    if (offset < 0 || offset > source.ByteCount ||
        length > source.ByteCount - static_cast<ULONG>(offset))
        violation(source, "IoBuildPartialMdl beyond the range of its source MDL");
    if (length == 0)
        length = source.ByteCount - static_cast<ULONG>(offset);
    const CSHORT size = target.Size;
    if (size != 0 && mdl_bytes(address, length) > static_cast<ULONG>(size))
        violation(target, "IoBuildPartialMdl into an MDL allocated for fewer pages");
    initialize_mdl(target, address, length);
    target.Size = size;
    target.Process = source.Process;
    set_flags(target, MDL_PARTIAL);
    if ((source.MdlFlags & k_has_address) != 0) {
        set_flags(target, (source.MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL) != 0
                              ? MDL_SOURCE_IS_NONPAGED_POOL
                              : MDL_PARENT_MAPPED_SYSTEM_VA | MDL_MAPPED_TO_SYSTEM_VA);
        target.MappedSystemVa = static_cast<std::byte*>(source.MappedSystemVa) + offset;
    }
    fill_page_numbers(target);
}

} // namespace openwdf::nt::mm
