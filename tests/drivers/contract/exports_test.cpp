// What leaves a module, and what the loader reads from it.
#include "fixture.hpp"
#include "loader/elf_view.hpp"

#include <dlfcn.h>
#include <link.h>

#include <fstream>
#include <iterator>
#include <set>
#include <vector>

namespace contract {
namespace {

using openwdf::loader::ElfView;

std::vector<char> read_file(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::set<std::string> exported_names(const char* path)
{
    const auto content = read_file(path);
    const auto elf = ElfView::parse(std::as_bytes(std::span(content)));
    std::set<std::string> names;
    if (!elf)
        return names;
    for (const Elf64_Shdr& section : elf->sections()) {
        if (section.sh_type != SHT_DYNSYM)
            continue;
        for (const Elf64_Sym& symbol : elf->symbols(section)) {
            if (symbol.st_shndx != SHN_UNDEF && symbol.st_shndx != SHN_ABS)
                names.emplace(elf->symbol_name(section, symbol));
        }
    }
    return names;
}

TEST(Exports, OnlyTheImageIsExported)
{
    for (const char* path : {OPENWDF_DRIVER_CONTRACT_LIBC_NAMES, OPENWDF_DRIVER_CONTRACT_DECLSPEC,
                             OPENWDF_DRIVER_CONTRACT_CXX_ONE, OPENWDF_DRIVER_CONTRACT_KMDF}) {
        EXPECT_EQ(exported_names(path), std::set<std::string>{"openwdf_image"}) << path;
    }
}

TEST(Exports, DriverBindsItsOwnSymbolsFirst)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_LIBC_NAMES);
    link_map* map = nullptr;
    ASSERT_EQ(dlinfo(lease->handle(), RTLD_DI_LINKMAP, &map), 0);
    bool symbolic = false;
    for (const ElfW(Dyn)* entry = map->l_ld; entry->d_tag != DT_NULL; ++entry) {
        symbolic = symbolic || entry->d_tag == DT_SYMBOLIC ||
                   (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_SYMBOLIC) != 0);
    }
    EXPECT_TRUE(symbolic);
}

TEST(Exports, DriverFunctionsAreNotFoundByName)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_EQUAL_GLOBALS_ONE);
    EXPECT_EQ(dlsym(lease->handle(), "DriverEntry"), nullptr);
    EXPECT_EQ(dlsym(lease->handle(), "Counter"), nullptr);
    EXPECT_EQ(dlsym(RTLD_DEFAULT, "openwdf_image"), nullptr);
}

TEST(Exports, WdmImageHasNoFrameworkVariables)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SMALL_ONE);
    EXPECT_EQ(lease->image().framework, OPENWDF_FRAMEWORK_WDM);
    EXPECT_EQ(lease->image().functions, nullptr);
    EXPECT_EQ(lease->image().globals, nullptr);
    EXPECT_TRUE(lease->contains(lease->image().driver_entry));
}

TEST(Exports, KmdfImageNamesItsVersionAndVariables)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_KMDF);
    EXPECT_EQ(lease->image().framework, OPENWDF_FRAMEWORK_KMDF);
    EXPECT_EQ(lease->image().version_major, 1u);
    EXPECT_EQ(lease->image().version_minor, 15u);
    ASSERT_TRUE(lease->contains(lease->image().functions));
    ASSERT_TRUE(lease->contains(lease->image().globals));
    EXPECT_EQ(*lease->image().functions, nullptr);
    EXPECT_EQ(*lease->image().globals, nullptr);
}

TEST(Exports, UmdfImageNamesItsVersion)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_UMDF);
    EXPECT_EQ(lease->image().framework, OPENWDF_FRAMEWORK_UMDF2);
    EXPECT_EQ(lease->image().version_major, 2u);
    EXPECT_EQ(lease->image().version_minor, 33u);
}

} // namespace
} // namespace contract
