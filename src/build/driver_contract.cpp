#include "build/driver_contract.hpp"

#include "build/driver_contract_lists.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

namespace openwdf::build {

namespace {

class Arguments {
public:
    void add(std::string text) { list_.push_back(std::move(text)); }

    // CMake's lists are separated by semicolons.
    void add_all(const char* list, const char* prefix = "")
    {
        for (const std::string& one : split_list(list, ";"))
            add(prefix + one);
    }

    std::vector<std::string> take() { return std::move(list_); }

private:
    std::vector<std::string> list_;
};

void add_language(Arguments& arguments, const Compiler& compiler, bool is_cxx)
{
    arguments.add_all(k_contract_flags);
    if (compiler.is_clang())
        arguments.add_all(k_contract_clang_flags);
    if (!is_cxx) {
        arguments.add("-xc");
        arguments.add(fmt::format("-std=gnu{}", k_contract_c_standard));
        arguments.add_all(k_contract_c_flags);
        return;
    }
    arguments.add("-xc++");
    arguments.add(fmt::format("-std=gnu++{}", k_contract_cxx_standard));
    arguments.add_all(k_contract_cxx_flags);
    if (!compiler.is_clang())
        arguments.add_all(k_contract_gnu_cxx_flags);
}

} // namespace

std::vector<std::filesystem::path> contract_folders(const std::filesystem::path& root,
                                                    Framework framework)
{
    std::vector<std::filesystem::path> folders;
    for (const char* name : {"crt", "shared", "wdf"})
        folders.push_back(root / name);
    if (framework == Framework::k_umdf)
        folders.push_back(root / "um");
    folders.push_back(root / "km"); // wudfwdm.h shows user mode what wdm.h declares
    return folders;
}

std::vector<std::string> contract_arguments(const DriverProject& project, const Compiler& compiler,
                                            bool is_cxx)
{
    Arguments arguments;
    add_language(arguments, compiler, is_cxx);
    arguments.add_all(k_contract_definitions, "-D");
    arguments.add("-DDBG=0");
    if (project.framework != Framework::k_umdf)
        arguments.add_all(k_contract_kernel_definitions, "-D");
    if (project.framework != Framework::k_wdm) {
        const char* name = project.framework == Framework::k_kmdf ? "KMDF" : "UMDF";
        arguments.add(fmt::format("-D{}_VERSION_MAJOR={}", name, project.version_major));
        arguments.add(fmt::format("-D{}_VERSION_MINOR={}", name, project.version_minor));
    }
    return arguments.take();
}

} // namespace openwdf::build
