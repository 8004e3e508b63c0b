// Finds files as Windows does: whatever the case, with either separator.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::build {

// Directories are listed once and remembered: the tree does not change while it is examined.
class PathSearch {
public:
    // `name` below `folder`; the result is spelled as the file system spells it and is normal.
    std::optional<std::filesystem::path> find(const std::filesystem::path& folder,
                                              std::string_view name);

    // The files of `folder` that match a name with * and ?, sorted.
    std::vector<std::filesystem::path> matches(const std::filesystem::path& folder,
                                               std::string_view pattern);

private:
    using Listing = std::map<std::string, std::vector<std::string>>; // lower case -> spellings

    const Listing& listing(const std::filesystem::path& folder);
    std::optional<std::string> spelling(const std::filesystem::path& folder,
                                        const std::string& part);

    std::map<std::string, Listing> listings_;
};

} // namespace openwdf::build
