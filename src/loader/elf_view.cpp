#include "loader/elf_view.hpp"

#include <cstring>

namespace openwdf::loader {

std::optional<ElfView> ElfView::parse(std::span<const std::byte> bytes)
{
    if (bytes.size() < sizeof(Elf64_Ehdr) || std::memcmp(bytes.data(), ELFMAG, SELFMAG) != 0)
        return std::nullopt;
    const ElfView view(bytes);
    const Elf64_Ehdr& header = view.header();
    if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != EM_X86_64 ||
        header.e_type != ET_DYN)
        return std::nullopt;
    return view;
}

const Elf64_Ehdr& ElfView::header() const
{
    return *reinterpret_cast<const Elf64_Ehdr*>(bytes_.data());
}

template <class T> std::span<const T> ElfView::table(std::size_t offset, std::size_t count) const
{
    if (offset % alignof(T) != 0 || offset > bytes_.size() ||
        count > (bytes_.size() - offset) / sizeof(T))
        return {};
    return {reinterpret_cast<const T*>(bytes_.data() + offset), count};
}

std::span<const Elf64_Shdr> ElfView::sections() const
{
    return table<Elf64_Shdr>(header().e_shoff, header().e_shnum);
}

std::string_view ElfView::string_at(const Elf64_Shdr& strings, std::size_t offset) const
{
    const auto text = table<char>(strings.sh_offset, strings.sh_size);
    if (offset >= text.size() || text.back() != '\0')
        return {};
    return text.data() + offset;
}

const Elf64_Shdr* ElfView::linked(const Elf64_Shdr& section) const
{
    const auto all = sections();
    return section.sh_link < all.size() ? &all[section.sh_link] : nullptr;
}

std::string_view ElfView::section_name(const Elf64_Shdr& section) const
{
    const auto all = sections();
    const std::size_t names = header().e_shstrndx;
    return names < all.size() ? string_at(all[names], section.sh_name) : std::string_view{};
}

std::span<const Elf64_Sym> ElfView::symbols(const Elf64_Shdr& section) const
{
    return table<Elf64_Sym>(section.sh_offset, section.sh_size / sizeof(Elf64_Sym));
}

std::string_view ElfView::symbol_name(const Elf64_Shdr& section, const Elf64_Sym& symbol) const
{
    const Elf64_Shdr* strings = linked(section);
    return strings != nullptr ? string_at(*strings, symbol.st_name) : std::string_view{};
}

const Elf64_Sym* ElfView::find_exported(std::string_view name) const
{
    for (const Elf64_Shdr& section : sections()) {
        if (section.sh_type != SHT_DYNSYM)
            continue;
        for (const Elf64_Sym& symbol : symbols(section)) {
            if (symbol.st_shndx != SHN_UNDEF && symbol_name(section, symbol) == name)
                return &symbol;
        }
    }
    return nullptr;
}

std::span<const std::byte> ElfView::bytes_at(const Range& addresses) const
{
    for (const Elf64_Phdr& segment : table<Elf64_Phdr>(header().e_phoff, header().e_phnum)) {
        const Range in_file{segment.p_vaddr, segment.p_vaddr + segment.p_filesz};
        if (segment.p_type == PT_LOAD && addresses.begin >= in_file.begin &&
            addresses.end <= in_file.end)
            return table<std::byte>(segment.p_offset + (addresses.begin - in_file.begin),
                                    addresses.size());
    }
    return {};
}

} // namespace openwdf::loader
