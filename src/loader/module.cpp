#include "loader/module.hpp"

#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <span>

namespace openwdf::loader {

namespace {

struct Search {
    std::uintptr_t base;
    const void* dynamic;
    std::span<const ElfW(Phdr)> headers;
};

// The load bias alone is not unique: it is 0 for objects linked at fixed addresses.
int match_object(dl_phdr_info* info, std::size_t, void* argument)
{
    auto& search = *static_cast<Search*>(argument);
    const std::span headers(info->dlpi_phdr, info->dlpi_phnum);
    for (const ElfW(Phdr) & header : headers) {
        if (header.p_type == PT_DYNAMIC && info->dlpi_addr == search.base &&
            reinterpret_cast<const void*>(search.base + header.p_vaddr) == search.dynamic) {
            search.headers = headers;
            return 1;
        }
    }
    return 0;
}

std::string describe_load_failure(const ImageFile& file, const char* reason)
{
    return "cannot load driver '" + file.path() + "': " + reason +
           " (an undefined symbol is a function the driver calls and OpenWDF does not provide: "
           "see docs/compat.md, or a source file missing from openwdf_add_driver())";
}

} // namespace

Module::Module(std::shared_ptr<const ImageFile> file, void* handle)
    : file_(std::move(file)), handle_(handle)
{
    image_ = static_cast<const openwdf_image*>(dlsym(handle_, "openwdf_image"));
    CHECK(image_ != nullptr);
    const std::vector<Range> writable = find_segments();

    std::vector<Range> kept = file_->kept();
    for (Range& range : kept)
        range = {range.begin + base_, range.end + base_};
    snapshot_ = Snapshot(subtract(writable, kept));
}

base::Result<void*> Module::map(const ImageFile& file, const std::string& load_path,
                                std::string& message)
{
    void* handle = dlopen(load_path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) {
        message = describe_load_failure(file, dlerror());
        return base::Failure{k_status_unable_to_load};
    }
    return handle;
}

// Sets base_ and span_; returns the writable memory without what is read-only after relocation.
std::vector<Range> Module::find_segments()
{
    link_map* map = nullptr;
    CHECK(dlinfo(handle_, RTLD_DI_LINKMAP, &map) == 0);
    Search search{map->l_addr, map->l_ld, {}};
    CHECK(dl_iterate_phdr(match_object, &search) == 1);

    base_ = search.base;
    span_ = {UINTPTR_MAX, 0};
    const auto page_mask = ~(static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)) - 1);
    std::vector<Range> writable;
    std::vector<Range> read_only;
    for (const ElfW(Phdr) & header : search.headers) {
        const std::uintptr_t begin = base_ + header.p_vaddr;
        const Range range{begin, begin + header.p_memsz};
        if (header.p_type == PT_GNU_RELRO)
            read_only.push_back({range.begin & page_mask, range.end & page_mask});
        if (header.p_type != PT_LOAD)
            continue;
        span_ = {std::min(span_.begin, range.begin), std::max(span_.end, range.end)};
        if ((header.p_flags & PF_W) != 0)
            writable.push_back(range);
    }
    return subtract(std::move(writable), read_only);
}

} // namespace openwdf::loader
