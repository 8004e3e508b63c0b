// A project file with everything it imports, evaluated in MSBuild's order: properties on reading,
// then item definitions, then items.
#pragma once

#include "build/msbuild_properties.hpp"
#include "build/path_search.hpp"

#include <openwdf/result.hpp>

#include <pugixml.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace openwdf::build {

using Metadata = std::map<std::string, std::string>; // lower-case name -> value

struct MsbuildItem {
    std::string type; // "ClCompile"
    std::filesystem::path path;
    Metadata metadata; // the type's definition with the item's own on top
};

class MsbuildDocument {
public:
    explicit MsbuildDocument(std::filesystem::path file);

    // To be called once; false: the file is no XML.
    bool read();

    const std::vector<MsbuildItem>& items() const { return items_; }
    const Metadata& definition(const std::string& type) { return definitions_[type]; }
    MsbuildProperties& properties() { return properties_; }
    PathSearch& search() { return search_; }
    const std::filesystem::path& folder() const { return folder_; }
    const std::vector<std::string>& notes() const { return notes_; }

private:
    struct Group {
        pugi::xml_node node;
        std::filesystem::path folder; // of the file it stands in
    };

    const pugi::xml_document* parse(const std::filesystem::path& file);
    void read_nodes(const pugi::xml_document& document, const std::filesystem::path& file);
    bool read_imported(const std::filesystem::path& file);
    void read_node(pugi::xml_node node, const std::filesystem::path& file);
    void read_properties(pugi::xml_node group);
    void import(pugi::xml_node node, const std::filesystem::path& file);
    void import_directory_props();
    void choose_configuration(pugi::xml_node project);
    void read_definitions(const Group& group);
    void read_items(const Group& group);
    void read_item(pugi::xml_node node);
    void apply_metadata(pugi::xml_node node, Metadata& metadata);
    bool holds(pugi::xml_node node);

    std::filesystem::path file_;
    std::filesystem::path folder_;
    MsbuildProperties properties_;
    PathSearch search_;
    std::vector<std::unique_ptr<pugi::xml_document>> documents_;
    std::vector<Group> definition_groups_;
    std::vector<Group> item_groups_;
    std::map<std::string, Metadata> definitions_;
    std::vector<MsbuildItem> items_;
    std::vector<std::string> notes_;
};

} // namespace openwdf::build
