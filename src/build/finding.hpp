// What an examination finds, sorted by what its reader can do about it.
#pragma once

#include "build/compiler.hpp"
#include "build/driver_project.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace openwdf::build {

enum class FindingKind {
    k_missing_header,     // an #include that nothing satisfies
    k_unknown_function,   // called, declared nowhere
    k_unknown_type,       // used as a type
    k_unknown_identifier, // a constant, macro or variable
    k_missing_member,     // a structure lacks it
    k_error,              // anything else the compiler refuses
};

struct Place {
    std::filesystem::path file;
    std::size_t line = 0;
};

struct Finding {
    FindingKind kind = FindingKind::k_error;
    std::string name; // the header, the identifier, TYPE.MEMBER; the message of an error
    Place place;      // the first of them
    std::size_t count = 1;
    std::string note; // what makes the header; empty
};

// "header", "function", "type", "identifier", "member", "error".
const char* kind_text(FindingKind kind);

// One finding for each name, in the order of their first appearance.
class Findings {
public:
    void add(const Diagnostic& diagnostic, const DriverProject& project);
    void add_error(const Place& place, std::string text);

    const std::vector<Finding>& list() const { return list_; }

private:
    void add(FindingKind kind, std::string name, const Place& place, std::string note);

    std::vector<Finding> list_;
};

} // namespace openwdf::build
