// A 64-bit x86 ELF shared object as bytes on disk, read before any of its code may run. Every
// offset in the file is checked against its size: what does not fit reads as absent.
#pragma once

#include "loader/range.hpp"

#include <elf.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace openwdf::loader {

class ElfView {
public:
    // Empty when the bytes are not an x86-64 ELF shared object. `bytes` must outlive the view.
    static std::optional<ElfView> parse(std::span<const std::byte> bytes);

    std::span<const Elf64_Shdr> sections() const;
    std::string_view section_name(const Elf64_Shdr& section) const;

    // The symbols of a SHT_SYMTAB or SHT_DYNSYM section.
    std::span<const Elf64_Sym> symbols(const Elf64_Shdr& table) const;
    std::string_view symbol_name(const Elf64_Shdr& table, const Elf64_Sym& symbol) const;

    // A defined symbol of the dynamic symbol table, or nullptr.
    const Elf64_Sym* find_exported(std::string_view name) const;

    // The file's bytes for link-time addresses, as far as they are in the file.
    std::span<const std::byte> bytes_at(const Range& addresses) const;

private:
    explicit ElfView(std::span<const std::byte> bytes) : bytes_(bytes) {}

    const Elf64_Ehdr& header() const;
    template <class T> std::span<const T> table(std::size_t offset, std::size_t count) const;
    std::string_view string_at(const Elf64_Shdr& strings, std::size_t offset) const;
    const Elf64_Shdr* linked(const Elf64_Shdr& section) const;

    std::span<const std::byte> bytes_;
};

} // namespace openwdf::loader
