#include "build/msbuild_properties.hpp"

#include "build/text.hpp"

#include <algorithm>

namespace openwdf::build {

namespace {

constexpr std::string_view k_kit_folders[] = {"ddk_inc_path",          "sdk_inc_path",
                                              "wdk_um_inc_path",       "ifskit_inc_path",
                                              "kit_shared_inc_path",   "kit_shared_inc_path_wdk",
                                              "spb_inc_path",          "km_includepath",
                                              "um_includepath",        "windowssdk_includepath",
                                              "vc_includepath",        "windowssdkdir",
                                              "wdkcontentroot",        "vctargetspath",
                                              "hal_inc_dirs",          "includepath",
                                              "externalincludepath",   "ucrtincludepath",
                                              "crt_inc_path",          "universalcrt_includepath",
                                              "shared_includepath",    "ndk_inc_path",
                                              "msbuildextensionspath", "dxsdk_dir"};

// Properties of the kit and of Visual Studio that are empty or play no part in compiling.
constexpr std::string_view k_without_meaning[] = {"intdir",
                                                  "outdir",
                                                  "targetpath",
                                                  "targetdir",
                                                  "targetname",
                                                  "targetext",
                                                  "userrootdir",
                                                  "defaultplatformtoolset",
                                                  "solutionname",
                                                  "ddk_lib_path",
                                                  "sdk_lib_path",
                                                  "wdk_um_lib_path",
                                                  "infarch",
                                                  "ddkplatform",
                                                  "latesttargetplatformversion",
                                                  "executablepath",
                                                  "librarypath"};

bool is_listed(const auto& list, std::string_view name)
{
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

// The ) that closes the ( before `at`; npos where there is none.
std::size_t closing(std::string_view text, std::size_t at)
{
    int depth = 1;
    for (; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return std::string_view::npos;
}

} // namespace

void MsbuildProperties::set(std::string_view name, std::string value)
{
    values_[to_lower(name)] = std::move(value);
}

std::string MsbuildProperties::get(std::string_view name) const
{
    const auto found = values_.find(to_lower(name));
    return found == values_.end() ? std::string() : found->second;
}

bool MsbuildProperties::has(std::string_view name) const
{
    return values_.contains(to_lower(name));
}

std::string MsbuildProperties::value_of(std::string_view reference)
{
    const std::string name = to_lower(trim(reference));
    const auto found = values_.find(name);
    if (found != values_.end())
        return found->second;
    if (is_listed(k_kit_folders, name))
        return std::string(k_kit_folder);
    if (!is_listed(k_without_meaning, name))
        unknown_.insert(std::string(trim(reference)));
    return {};
}

std::string MsbuildProperties::expand(std::string_view text)
{
    std::string result;
    while (true) {
        const std::size_t at = text.find("$(");
        result += text.substr(0, at);
        if (at == std::string_view::npos)
            return result;
        const std::size_t end = closing(text, at + 2);
        if (end == std::string_view::npos) {
            result += text.substr(at);
            return result;
        }
        result += value_of(text.substr(at + 2, end - at - 2));
        text.remove_prefix(end + 1);
    }
}

} // namespace openwdf::build
