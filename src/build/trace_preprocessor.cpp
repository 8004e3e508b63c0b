#include "build/trace_preprocessor.hpp"

#include "build/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::build {

namespace {

constexpr std::string_view k_begin = "begin_wpp";
constexpr std::string_view k_end = "end_wpp";

// The line without the comment marks around it.
std::string_view bare(std::string_view line)
{
    line = trim(line);
    while (line.starts_with('/') || line.starts_with('*'))
        line = trim(line.substr(1));
    return line;
}

void add_from_block(std::string_view block, std::set<std::string>& names)
{
    for (const std::string& line : split_list(block, "\n")) {
        const std::string_view text = bare(line);
        if (text.starts_with("FUNC ") || text.starts_with("FUNC\t"))
            add_trace_function(text.substr(5), names);
    }
}

} // namespace

void add_trace_function(std::string_view declaration, std::set<std::string>& names)
{
    declaration = trim(declaration);
    const std::size_t end = declaration.find_first_of("({ \t;");
    const std::string_view name = declaration.substr(0, end);
    if (!name.empty() && end != std::string_view::npos)
        names.emplace(name);
}

void add_configured_trace_functions(std::string_view text, std::set<std::string>& names)
{
    while (true) {
        const std::size_t begin = text.find(k_begin);
        if (begin == std::string_view::npos)
            return;
        text.remove_prefix(begin + k_begin.size());
        const std::size_t end = std::min(text.find(k_end), text.size());
        add_from_block(text.substr(0, end), names);
        text.remove_prefix(end);
    }
}

std::string trace_header(const std::set<std::string>& names)
{
    std::string text = "/* Stands for the trace preprocessor's output. */\n"
                       "#ifndef OPENWDF_TRACE\n"
                       "#define OPENWDF_TRACE\n"
                       "#include <evntrace.h>\n"
                       "#ifdef WPP_CONTROL_GUIDS\n"
                       "#define WPP_DEFINE_CONTROL_GUID(name, guid, bits) WPP_CTL_##name, bits\n"
                       "#define WPP_DEFINE_BIT(name) WPP_BIT_##name,\n"
                       "enum openwdf_wpp_bits { WPP_CONTROL_GUIDS openwdf_wpp_bits_end };\n"
                       "#undef WPP_DEFINE_CONTROL_GUID\n"
                       "#undef WPP_DEFINE_BIT\n"
                       "#endif\n"
                       "#define WPP_INIT_TRACING(...) ((void)0)\n"
                       "#define WPP_CLEANUP(...) ((void)0)\n"
                       "#define WPP_LEVEL_ENABLED(...) 0\n"
                       "#define WPP_CHECK_INIT\n"
                       "#endif\n";
    std::set<std::string> all = names;
    all.insert("DoTraceMessage"); // needs no declaration
    for (const std::string& name : all)
        text += fmt::format("#undef {0}\n#define {0}(...) ((void)0)\n", name);
    return text;
}

} // namespace openwdf::build
