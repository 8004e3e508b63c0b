#include "build/generated_header.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <iterator>

namespace openwdf::build {

std::string event_manifest_header(std::string_view text)
{
    pugi::xml_document document;
    if (!document.load_buffer(text.data(), text.size()))
        return {};
    std::string header = "/* Stands for the message compiler's output. */\n#pragma once\n";
    auto out = std::back_inserter(header);
    for (const auto& found : document.select_nodes("//*[local-name()='provider']")) {
        const std::string_view provider = found.node().attribute("symbol").value();
        const std::string_view name = found.node().attribute("name").value();
        // The macros are named after the provider without its blanks and dashes.
        std::string macro;
        for (const char c : name.empty() ? provider : name)
            macro += c == '-' || c == ' ' || c == '.' ? '_' : c;
        fmt::format_to(out, "#define EventRegister{0}(...) 0\n#define EventUnregister{0}(...) 0\n",
                       macro);
    }
    for (const auto& found : document.select_nodes("//*[local-name()='event'][@symbol]")) {
        fmt::format_to(out, "#define EventWrite{0}(...) 0\n#define EventEnabled{0}() 0\n",
                       found.node().attribute("symbol").value());
        fmt::format_to(out, "#define EventWrite{0}_AssumeEnabled(...) 0\n",
                       found.node().attribute("symbol").value());
    }
    return header;
}

} // namespace openwdf::build
