#include "loader/image_file.hpp"

#include "loader/debug_info.hpp"
#include "openwdf/image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace openwdf::loader {

namespace {

constexpr const char* k_build_advice =
    "build it with openwdf_add_driver() (cmake/OpenWDFDriver.cmake)";

base::Failure fail(std::string& message, base::Status status, const std::string& path,
                   const std::string& what)
{
    message = "cannot load driver '" + path + "': " + what;
    return base::Failure{status};
}

// The file's bytes, mapped while it is inspected.
class Mapping {
public:
    Mapping(int descriptor, std::size_t size) : size_(size)
    {
        void* address =
            size == 0 ? MAP_FAILED : mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        address_ = address == MAP_FAILED ? nullptr : address;
    }
    ~Mapping()
    {
        if (address_ != nullptr)
            munmap(address_, size_);
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::span<const std::byte> bytes() const
    {
        if (address_ == nullptr)
            return {};
        return {static_cast<const std::byte*>(address_), size_};
    }

private:
    void* address_ = nullptr;
    std::size_t size_;
};

bool starts_with_any(std::string_view name, std::span<const std::string_view> prefixes)
{
    for (std::string_view prefix : prefixes) {
        if (name.starts_with(prefix))
            return true;
    }
    return false;
}

bool is_kept_section(std::string_view name)
{
    static constexpr std::array<std::string_view, 11> k_prefixes = {
        "__sancov_", "__llvm_",     "__libfuzzer", "asan_globals",    "openwdf_kept", ".got",
        ".dynamic",  ".init_array", ".fini_array", ".tm_clone_table", ".data.rel.ro"};
    return starts_with_any(name, k_prefixes);
}

// gcc keeps gcov's counters in .bss and .data, where only their names tell them apart.
bool is_kept_symbol(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> k_prefixes = {"__gcov", "__llvm_", "lprof"};
    return starts_with_any(name, k_prefixes);
}

void append_kept_symbols(const ElfView& elf, const Elf64_Shdr& table, std::vector<Range>& kept)
{
    for (const Elf64_Sym& symbol : elf.symbols(table)) {
        if (ELF64_ST_TYPE(symbol.st_info) == STT_OBJECT && symbol.st_shndx != SHN_UNDEF &&
            is_kept_symbol(elf.symbol_name(table, symbol)))
            kept.push_back({symbol.st_value, symbol.st_value + symbol.st_size});
    }
}

std::vector<Range> kept_ranges(const ElfView& elf)
{
    std::vector<Range> kept;
    for (const Elf64_Shdr& section : elf.sections()) {
        if (section.sh_type == SHT_SYMTAB)
            append_kept_symbols(elf, section, kept);
        if ((section.sh_flags & SHF_ALLOC) != 0 && (section.sh_flags & SHF_WRITE) != 0 &&
            is_kept_section(elf.section_name(section)))
            kept.push_back({section.sh_addr, section.sh_addr + section.sh_size});
    }
    return kept;
}

} // namespace

FileIdentity FileIdentity::of(const struct stat& status)
{
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
            status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

ImageFile::ImageFile(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor),
      debug_info_(std::make_unique<DebugInfo>(descriptor))
{
}

ImageFile::~ImageFile()
{
    debug_info_.reset();
    close(descriptor_);
}

base::Result<std::shared_ptr<const ImageFile>> ImageFile::open(const std::string& path,
                                                               std::string& message)
{
    char absolute[PATH_MAX];
    if (realpath(path.c_str(), absolute) == nullptr)
        return fail(message, k_status_not_found, path, std::strerror(errno));
    const int descriptor = ::open(absolute, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(message, k_status_not_found, path, std::strerror(errno));
    const std::shared_ptr<ImageFile> file(new ImageFile(absolute, descriptor));
    TRY(file->inspect(message));
    return std::shared_ptr<const ImageFile>(file);
}

base::Result<void> ImageFile::inspect(std::string& message)
{
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(message, k_status_not_a_module, path_, "it is not a regular file");
    identity_ = FileIdentity::of(status);

    const Mapping mapping(descriptor_, identity_.size);
    const auto elf = ElfView::parse(mapping.bytes());
    if (!elf) {
        const auto bytes = mapping.bytes();
        const bool windows = bytes.size() > 2 && std::memcmp(bytes.data(), "MZ", 2) == 0;
        return fail(message, k_status_not_a_module, path_,
                    windows
                        ? "it is a Windows image, which OpenWDF cannot load yet; build the "
                          "driver from source with openwdf_add_driver()"
                        : std::string("it is not an x86-64 ELF shared object; ") + k_build_advice);
    }
    kept_ = kept_ranges(*elf);
    return check_contract(*elf, message);
}

base::Result<void> ImageFile::check_contract(const ElfView& elf, std::string& message) const
{
    const Elf64_Sym* symbol = elf.find_exported("openwdf_image");
    if (symbol == nullptr)
        return fail(message, k_status_wrong_contract, path_,
                    std::string("it exports no openwdf_image, so it is not an OpenWDF driver; ") +
                        k_build_advice);
    openwdf_image image{};
    const auto bytes = elf.bytes_at({symbol->st_value, symbol->st_value + sizeof(image)});
    if (bytes.size() == sizeof(image))
        std::memcpy(&image, bytes.data(), sizeof(image));
    if (image.magic != OPENWDF_IMAGE_MAGIC || image.abi != OPENWDF_IMAGE_ABI)
        return fail(message, k_status_wrong_contract, path_,
                    "it was built for image ABI " + std::to_string(image.abi) +
                        ", this OpenWDF loads ABI " + std::to_string(OPENWDF_IMAGE_ABI) +
                        "; rebuild the driver");
    if (image.wchar_bytes != 2)
        return fail(message, k_status_wrong_contract, path_,
                    "its wchar_t has " + std::to_string(image.wchar_bytes) +
                        " bytes, so it was built without the driver compile contract "
                        "(-fshort-wchar and others); " +
                        k_build_advice);
    return {};
}

} // namespace openwdf::loader
