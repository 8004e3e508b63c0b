// The compiler that checks a driver's sources, and what it says.
#pragma once

#include <openwdf/result.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::build {

struct Diagnostic {
    std::filesystem::path file;
    std::size_t line = 0;
    std::string text;               // of an error; warnings and notes are left out
    std::filesystem::path included; // where the file was included, empty for the main file
    std::size_t included_line = 0;
};

class Compiler {
public:
    // `name` is looked up in PATH: g++, clang++-14, gcc, clang. Empty: the first of g++, clang++.
    static Outcome<Compiler> create(const std::string& name);

    const std::string& name() const { return name_; }
    bool is_clang() const { return is_clang_; }

    // Where it looks for headers by itself.
    const std::vector<std::filesystem::path>& system_folders() const { return system_folders_; }

    // Runs it, syntax only. The arguments end with the source file.
    Outcome<std::vector<Diagnostic>> check(const std::vector<std::string>& arguments) const;

private:
    Compiler() = default;

    std::string name_;
    bool is_clang_ = false;
    std::vector<std::filesystem::path> system_folders_;
};

// The errors in gcc's or clang's text.
std::vector<Diagnostic> parse_diagnostics(std::string_view text);

} // namespace openwdf::build
