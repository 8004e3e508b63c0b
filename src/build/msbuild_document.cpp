#include "build/msbuild_document.hpp"

#include "build/msbuild_condition.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::build {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_files_max = 64; // property sheets that import each other in a circle

constexpr std::string_view k_preferred = "Release|x64";

// %(NAME) and %(Type.NAME) by what the metadata holds so far.
std::string expand_metadata(std::string_view text, const Metadata& metadata)
{
    std::string result;
    while (true) {
        const std::size_t at = text.find("%(");
        result += text.substr(0, at);
        const std::size_t end = at == std::string_view::npos ? at : text.find(')', at);
        if (end == std::string_view::npos)
            return result;
        std::string name = to_lower(text.substr(at + 2, end - at - 2));
        if (const std::size_t dot = name.find('.'); dot != std::string::npos)
            name.erase(0, dot + 1);
        if (const auto found = metadata.find(name); found != metadata.end())
            result += found->second;
        text.remove_prefix(end + 1);
    }
}

std::string solution_folder(const fs::path& folder)
{
    for (fs::path at = folder; at.has_relative_path(); at = at.parent_path()) {
        std::error_code error;
        for (fs::directory_iterator entry(at, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            if (entry->path().extension() == ".sln")
                return at.string() + "/";
        }
    }
    return folder.string() + "/";
}

} // namespace

MsbuildDocument::MsbuildDocument(fs::path file)
    : file_(fs::absolute(std::move(file)).lexically_normal()), folder_(file_.parent_path())
{
    const std::string stem = file_.stem().string();
    const std::string slashed = folder_.string() + "/";
    for (const char* name : {"MSBuildProjectName", "ProjectName"})
        properties_.set(name, stem);
    for (const char* name : {"MSBuildProjectDirectory", "MSBuildStartupDirectory"})
        properties_.set(name, folder_.string());
    properties_.set("ProjectDir", slashed);
    properties_.set("MSBuildProjectFile", file_.filename().string());
    properties_.set("SolutionDir", solution_folder(folder_));
    // Windows 10 and later, as the compile contract: sheets compare these numbers.
    properties_.set("_NT_TARGET_VERSION", "0x0A00");
    properties_.set("_NT_TARGET_VERSION_WIN7", "0x0601");
    properties_.set("_NT_TARGET_VERSION_WIN8", "0x0602");
    properties_.set("_NT_TARGET_VERSION_WINBLUE", "0x0603");
}

bool MsbuildDocument::read()
{
    const pugi::xml_document* project = parse(file_);
    if (project == nullptr)
        return false;
    choose_configuration(project->child("Project"));
    import_directory_props();
    read_nodes(*project, file_);
    for (const Group& group : definition_groups_)
        read_definitions(group);
    for (const Group& group : item_groups_)
        read_items(group);
    return true;
}

void MsbuildDocument::import_directory_props()
{
    for (fs::path at = folder_; at.has_relative_path(); at = at.parent_path()) {
        if (const auto props = search_.find(at, "Directory.Build.props"); props.has_value()) {
            read_imported(*props);
            return;
        }
    }
}

const pugi::xml_document* MsbuildDocument::parse(const fs::path& file)
{
    const auto text = read_text(file);
    auto document = std::make_unique<pugi::xml_document>();
    if (!text.has_value() || !document->load_buffer(text->data(), text->size()))
        return nullptr;
    documents_.push_back(std::move(document));
    return documents_.back().get();
}

void MsbuildDocument::read_nodes(const pugi::xml_document& document, const fs::path& file)
{
    for (const pugi::xml_node node : document.child("Project").children())
        read_node(node, file);
}

bool MsbuildDocument::read_imported(const fs::path& file)
{
    if (documents_.size() == k_files_max) {
        notes_.push_back(fmt::format("more than {} imported files; {} was not read", k_files_max,
                                     file.string()));
        return true;
    }
    const pugi::xml_document* document = parse(file);
    if (document != nullptr)
        read_nodes(*document, file);
    return document != nullptr;
}

void MsbuildDocument::choose_configuration(pugi::xml_node project)
{
    std::vector<std::string> names;
    for (const pugi::xml_node group : project.children("ItemGroup")) {
        for (const pugi::xml_node item : group.children("ProjectConfiguration"))
            names.emplace_back(item.attribute("Include").value());
    }
    const auto same = [](const std::string& name) {
        return equals_ignoring_case(name, k_preferred);
    };
    const auto with = [](std::string_view part) {
        return [part](const std::string& name) { return to_lower(name).find(part) != name.npos; };
    };
    auto chosen = std::find_if(names.begin(), names.end(), same);
    if (chosen == names.end())
        chosen = std::find_if(names.begin(), names.end(), with("release|x64"));
    if (chosen == names.end())
        chosen = std::find_if(names.begin(), names.end(), with("|x64"));
    const std::string name = chosen == names.end() ? std::string(k_preferred) : *chosen;
    const std::size_t bar = name.find('|');
    for (const char* property : {"Configuration", "ConfigurationName"})
        properties_.set(property, name.substr(0, bar));
    for (const char* property : {"Platform", "PlatformName"})
        properties_.set(property, name.substr(bar + 1));
    if (chosen == names.end() && !names.empty())
        notes_.push_back("the project has no x64 configuration; it was read as Release|x64");
}

void MsbuildDocument::read_node(pugi::xml_node node, const fs::path& file)
{
    const std::string_view name = node.name();
    properties_.set("MSBuildThisFileDirectory", file.parent_path().string() + "/");
    properties_.set("MSBuildThisFileName", file.stem().string());
    if (node.type() != pugi::node_element || !holds(node))
        return;
    if (name == "PropertyGroup")
        read_properties(node);
    else if (name == "ItemDefinitionGroup")
        definition_groups_.push_back({node, file.parent_path()});
    else if (name == "ItemGroup")
        item_groups_.push_back({node, file.parent_path()});
    else if (name == "Import")
        import(node, file);
    else if (name == "ImportGroup")
        for (const pugi::xml_node inner : node.children("Import"))
            import(inner, file);
}

void MsbuildDocument::read_properties(pugi::xml_node group)
{
    for (const pugi::xml_node node : group.children()) {
        if (node.type() == pugi::node_element && holds(node))
            properties_.set(node.name(), properties_.expand(trim(node.text().get())));
    }
}

void MsbuildDocument::import(pugi::xml_node node, const fs::path& file)
{
    if (!holds(node))
        return;
    const std::string name = properties_.expand(node.attribute("Project").value());
    if (name.find(k_kit_folder) != name.npos)
        return;
    const auto found = search_.find(file.parent_path(), name);
    if (!found.has_value() || !read_imported(*found))
        notes_.push_back(fmt::format("the imported file {} is not there", name));
    properties_.set("MSBuildThisFileDirectory", file.parent_path().string() + "/");
}

void MsbuildDocument::read_definitions(const Group& group)
{
    properties_.set("MSBuildThisFileDirectory", group.folder.string() + "/");
    for (const pugi::xml_node type : group.node.children()) {
        if (type.type() == pugi::node_element && holds(type))
            apply_metadata(type, definitions_[type.name()]);
    }
}

void MsbuildDocument::apply_metadata(pugi::xml_node node, Metadata& metadata)
{
    for (const pugi::xml_node value : node.children()) {
        if (value.type() != pugi::node_element || !holds(value))
            continue;
        const std::string text = properties_.expand(trim(value.text().get()));
        metadata[to_lower(value.name())] = expand_metadata(text, metadata);
    }
}

void MsbuildDocument::read_items(const Group& group)
{
    properties_.set("MSBuildThisFileDirectory", group.folder.string() + "/");
    for (const pugi::xml_node node : group.node.children()) {
        if (node.type() == pugi::node_element && holds(node) && node.attribute("Include"))
            read_item(node);
    }
}

void MsbuildDocument::read_item(pugi::xml_node node)
{
    MsbuildItem item{node.name(), {}, definitions_[node.name()]};
    apply_metadata(node, item.metadata);
    for (const std::string& name :
         split_list(properties_.expand(node.attribute("Include").value()), ";")) {
        if (name.find_first_of("*?") != std::string::npos) {
            for (fs::path& path : search_.matches(folder_, name)) {
                item.path = std::move(path);
                items_.push_back(item);
            }
            continue;
        }
        // One that is not there keeps its name; who needs it says so.
        const auto found = search_.find(folder_, name);
        item.path = found.has_value() ? *found : folder_ / with_slashes(name);
        items_.push_back(item);
    }
}

bool MsbuildDocument::holds(pugi::xml_node node)
{
    const std::string_view text = node.attribute("Condition").value();
    if (text.empty())
        return true;
    const std::string condition = expand_metadata(properties_.expand(text), {});
    const auto truth = evaluate_condition(condition, [this](std::string_view path) {
        return path.find(k_kit_folder) == path.npos && search_.find(folder_, path).has_value();
    });
    if (!truth.has_value()) {
        const std::string note =
            fmt::format("the condition {} was not understood and counts as false", text);
        if (std::find(notes_.begin(), notes_.end(), note) == notes_.end())
            notes_.push_back(note);
    }
    return truth.value_or(false);
}

} // namespace openwdf::build
