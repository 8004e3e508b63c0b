#include "loader/elf_view.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

namespace openwdf::loader {
namespace {

std::vector<std::byte> file_with(const Elf64_Ehdr& header, std::size_t size = 256)
{
    std::vector<std::byte> bytes(size);
    std::memcpy(bytes.data(), &header, sizeof(header));
    return bytes;
}

Elf64_Ehdr shared_object()
{
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_machine = EM_X86_64;
    header.e_type = ET_DYN;
    return header;
}

TEST(ElfView, RefusesWhatIsNoSharedObject)
{
    EXPECT_FALSE(ElfView::parse({}));
    EXPECT_FALSE(ElfView::parse(file_with(Elf64_Ehdr{})));
    auto header = shared_object();
    EXPECT_TRUE(ElfView::parse(file_with(header)));
    header.e_machine = EM_AARCH64;
    EXPECT_FALSE(ElfView::parse(file_with(header)));
    header = shared_object();
    header.e_type = ET_REL;
    EXPECT_FALSE(ElfView::parse(file_with(header)));
}

TEST(ElfView, TablesOutsideTheFileReadAsAbsent)
{
    auto header = shared_object();
    header.e_shoff = 1 << 20;
    header.e_shnum = 3;
    header.e_phoff = ~Elf64_Off{7};
    header.e_phnum = 0xffff;
    const auto bytes = file_with(header);
    const auto elf = ElfView::parse(bytes);
    ASSERT_TRUE(elf);
    EXPECT_TRUE(elf->sections().empty());
    EXPECT_TRUE(elf->bytes_at({0, 8}).empty());
    EXPECT_EQ(elf->find_exported("openwdf_image"), nullptr);
}

TEST(ElfView, SectionsMayPointAnywhere)
{
    auto header = shared_object();
    header.e_shoff = sizeof(Elf64_Ehdr);
    header.e_shnum = 2;
    header.e_shstrndx = 9;
    auto bytes = file_with(header);
    Elf64_Shdr section{};
    section.sh_type = SHT_DYNSYM;
    section.sh_offset = 8;
    section.sh_size = ~Elf64_Xword{0};
    section.sh_link = 77;
    std::memcpy(bytes.data() + header.e_shoff, &section, sizeof(section));
    const auto elf = ElfView::parse(bytes);
    ASSERT_TRUE(elf);
    ASSERT_EQ(elf->sections().size(), 2u);
    EXPECT_EQ(elf->section_name(elf->sections()[0]), "");
    EXPECT_TRUE(elf->symbols(elf->sections()[0]).empty());
    EXPECT_EQ(elf->find_exported("openwdf_image"), nullptr);
}

} // namespace
} // namespace openwdf::loader
