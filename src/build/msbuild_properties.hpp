// The properties of an MSBuild project and the text that refers to them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace openwdf::build {

class MsbuildProperties {
public:
    // Names are the same whatever their case, as in MSBuild.
    void set(std::string_view name, std::string value);
    std::string get(std::string_view name) const;
    bool has(std::string_view name) const;

    // $(NAME) replaced. A name that nobody set is empty, as in MSBuild, and is remembered unless it
    // is one of the kit's folders, which this program has its own headers for.
    std::string expand(std::string_view text);

    const std::set<std::string>& unknown() const { return unknown_; }

private:
    std::string value_of(std::string_view reference);

    std::map<std::string, std::string> values_; // by lower-case name
    std::set<std::string> unknown_;
};

// What a kit's folder expands to: a list entry that contains it is dropped.
inline constexpr std::string_view k_kit_folder = "<kit>";

} // namespace openwdf::build
