#include "build/project_search.hpp"

#include "build/sources_file.hpp"
#include "build/text.hpp"
#include "build/vcxproj.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

constexpr int k_newest_kmdf = 33;

bool is_source(const fs::path& path)
{
    const std::string extension = to_lower(path.extension().string());
    return extension == ".c" || extension == ".cpp" || extension == ".cc" || extension == ".cxx";
}

bool is_project_file(const fs::path& path)
{
    return to_lower(path.extension().string()) == ".vcxproj" ||
           to_lower(path.filename().string()) == "sources";
}

// Programs and libraries for applications stand beside drivers in most trees.
bool is_driver_project(const fs::path& path)
{
    const auto text = read_text(path);
    if (!text.has_value())
        return false;
    const std::string lower = to_lower(*text);
    for (const char* mark : {"<drivertype>", "kmdf_version", "umdf_version", "modedriver",
                             "<configurationtype>driver", "targettype=driver"}) {
        if (lower.find(mark) != std::string::npos)
            return true;
    }
    return false;
}

std::vector<fs::path> files_below(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

class Search {
public:
    Outcome<FoundProjects> search(const std::vector<fs::path>& paths)
    {
        for (const fs::path& path : paths) {
            if (Outcome<void> added = add(path); !added.ok())
                return added.error();
        }
        add_loose_sources();
        return std::move(found_);
    }

private:
    Outcome<void> add(const fs::path& given)
    {
        const fs::path path = fs::absolute(given).lexically_normal();
        std::error_code ignored;
        if (fs::is_directory(path, ignored))
            return add_folder(path);
        if (!fs::is_regular_file(path, ignored))
            return Error{0, fmt::format("{} is not there", given.string())};
        if (is_project_file(path))
            load(path);
        else if (is_source(path))
            loose_.push_back(path);
        else
            return Error{0, fmt::format("{} is no .vcxproj, `sources`, C or C++ file, or folder",
                                        given.string())};
        return {};
    }

    Outcome<void> add_folder(const fs::path& folder)
    {
        const std::vector<fs::path> files = files_below(folder);
        bool has_project = false;
        for (const fs::path& file : files) {
            if (!is_project_file(file) || !is_driver_project(file))
                continue;
            has_project = true;
            load(file);
        }
        if (has_project)
            return {};
        const std::size_t before = loose_.size();
        std::copy_if(files.begin(), files.end(), std::back_inserter(loose_), is_source);
        if (loose_.size() == before)
            return Error{
                0, fmt::format("{} holds no driver project and no C or C++ file", folder.string())};
        return {};
    }

    void load(const fs::path& file)
    {
        const bool is_vcxproj = to_lower(file.extension().string()) == ".vcxproj";
        auto project = is_vcxproj ? load_vcxproj(file) : load_sources_file(file);
        if (project.ok())
            found_.projects.push_back(std::move(project).value());
        else
            found_.rejected.push_back({file, project.error().message});
    }

    void add_loose_sources()
    {
        if (loose_.empty())
            return;
        DriverProject project;
        project.folder = loose_.front().parent_path();
        project.path = loose_.size() == 1 ? loose_.front() : project.folder;
        project.name = project.path.filename().string();
        project.version_minor = k_newest_kmdf;
        for (const fs::path& file : loose_)
            project.sources.push_back({file, to_lower(file.extension().string()) != ".c", {}});
        found_.projects.push_back(std::move(project));
    }

    FoundProjects found_;
    std::vector<fs::path> loose_;
};

} // namespace

Outcome<FoundProjects> find_projects(const std::vector<fs::path>& paths)
{
    return Search().search(paths);
}

} // namespace openwdf::build
