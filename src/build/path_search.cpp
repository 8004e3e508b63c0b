#include "build/path_search.hpp"

#include "build/text.hpp"

#include <algorithm>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

bool matches_pattern(std::string_view name, std::string_view pattern)
{
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    std::size_t n = 0;
    std::size_t p = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace

const PathSearch::Listing& PathSearch::listing(const fs::path& folder)
{
    const auto [place, is_new] = listings_.try_emplace(folder.string());
    if (!is_new)
        return place->second;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        place->second[to_lower(name)].push_back(name);
    }
    for (auto& [key, spellings] : place->second)
        std::sort(spellings.begin(), spellings.end());
    return place->second;
}

// The exact spelling wins where a case sensitive file system has several.
std::optional<std::string> PathSearch::spelling(const fs::path& folder, const std::string& part)
{
    const Listing& names = listing(folder);
    const auto found = names.find(to_lower(part));
    if (found == names.end())
        return std::nullopt;
    const auto& spellings = found->second;
    const bool exact = std::find(spellings.begin(), spellings.end(), part) != spellings.end();
    return exact ? part : spellings.front();
}

std::optional<fs::path> PathSearch::find(const fs::path& folder, std::string_view name)
{
    const std::string slashed = with_slashes(name);
    fs::path at = slashed.starts_with('/') ? fs::path("/") : folder;
    for (const std::string& part : split_list(slashed, "/")) {
        if (part == ".")
            continue;
        if (part == "..") {
            at = at.parent_path();
            continue;
        }
        const auto spelled = spelling(at, part);
        if (!spelled.has_value())
            return std::nullopt;
        at /= *spelled;
    }
    return at;
}

std::vector<fs::path> PathSearch::matches(const fs::path& folder, std::string_view pattern)
{
    const std::string slashed = with_slashes(pattern);
    const std::size_t slash = slashed.rfind('/');
    const auto parent =
        slash == std::string::npos ? folder : find(folder, slashed.substr(0, slash));
    if (!parent.has_value())
        return {};
    const std::string wanted = to_lower(slashed.substr(slash == std::string::npos ? 0 : slash + 1));
    std::vector<fs::path> result;
    for (const auto& [key, spellings] : listing(*parent)) {
        if (!matches_pattern(key, wanted))
            continue;
        for (const std::string& name : spellings)
            result.push_back(*parent / name);
    }
    return result;
}

} // namespace openwdf::build
