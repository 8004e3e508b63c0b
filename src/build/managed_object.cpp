#include "build/generated_header.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <vector>

namespace openwdf::build {

namespace {

// Names, numbers, strings (with their opening quote) and single signs.
std::vector<std::string> tokens_of(std::string_view text)
{
    std::vector<std::string> tokens;
    const auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at, 2) == "//" || text[at] == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (text.substr(at, 2) == "/*") {
            at = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
        } else if (text[at] == '"') {
            const std::size_t begin = at;
            for (++at; at < text.size() && text[at] != '"'; ++at)
                at += text[at] == '\\' ? 1 : 0;
            tokens.emplace_back(text.substr(begin, std::min(at, text.size()) - begin));
            ++at;
        } else if (is_word(text[at])) {
            const std::size_t begin = at;
            while (at < text.size() && is_word(text[at]))
                ++at;
            tokens.emplace_back(text.substr(begin, at - begin));
        } else {
            if (std::isspace(static_cast<unsigned char>(text[at])) == 0)
                tokens.emplace_back(1, text[at]);
            ++at;
        }
    }
    return tokens;
}

using Qualifiers = std::map<std::string, std::string>; // lower-case name -> first argument

struct Member {
    int id = 0;
    std::string type; // in C; empty for what has no fixed size
    std::string name;
    std::string count; // of an array
};

const std::map<std::string, std::string, std::less<>> k_types = {
    {"boolean", "BOOLEAN"}, {"uint8", "UCHAR"},      {"uint16", "USHORT"},
    {"uint32", "ULONG"},    {"uint64", "ULONGLONG"}, {"sint8", "CHAR"},
    {"sint16", "SHORT"},    {"sint32", "LONG"},      {"sint64", "LONGLONG"}};

class Generator {
public:
    explicit Generator(std::string_view text) : tokens_(tokens_of(text)) {}

    std::string header()
    {
        header_ = "/* Stands for the WMI header generator's output. */\n#pragma once\n";
        while (at_ < tokens_.size()) {
            const Qualifiers qualifiers = read_qualifiers();
            if (take("class"))
                read_class(qualifiers);
            else
                ++at_;
        }
        return header_;
    }

private:
    std::string peek(std::size_t ahead = 0) const
    {
        return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : std::string();
    }

    bool take(std::string_view token)
    {
        const bool is = equals_ignoring_case(peek(), token) && peek().size() == token.size();
        at_ += is ? 1 : 0;
        return is;
    }

    Qualifiers read_qualifiers()
    {
        Qualifiers result;
        if (!take("["))
            return result;
        while (at_ < tokens_.size() && !take("]")) {
            const std::string name = to_lower(peek());
            ++at_;
            std::string& value = result[name];
            if ((peek() == "(" || peek() == "{")) {
                value = peek(1).starts_with('"') ? peek(1).substr(1) : peek(1);
                while (at_ < tokens_.size() && peek() != ")" && peek() != "}")
                    ++at_;
                ++at_;
            }
        }
        return result;
    }

    void read_class(const Qualifiers& qualifiers)
    {
        const std::string mof_name = peek();
        ++at_;
        const auto given = qualifiers.find("headername");
        const std::string name = given == qualifiers.end() ? mof_name : given->second;
        classes_[mof_name] = name;
        while (at_ < tokens_.size() && peek() != "{" && peek() != ";")
            ++at_;
        if (!take("{"))
            return;
        std::vector<Member> members;
        std::string methods;
        while (at_ < tokens_.size() && !take("}"))
            read_member(members, methods);
        if (const auto guid = qualifiers.find("guid"); guid != qualifiers.end())
            add_guid(name, guid->second);
        add_structure(name, std::move(members));
        header_ += methods;
    }

    void read_member(std::vector<Member>& members, std::string& methods)
    {
        const Qualifiers qualifiers = read_qualifiers();
        const std::string type = peek();
        const std::string name = peek(1);
        at_ += 2;
        if (take("(")) {
            add_method(name, qualifiers, methods);
        } else {
            const Member member = read_declarator(type, name, qualifiers);
            if (member.id != 0)
                members.push_back(member);
        }
        while (at_ < tokens_.size() && !take(";"))
            ++at_;
    }

    Member read_declarator(const std::string& type, const std::string& name,
                           const Qualifiers& qualifiers)
    {
        Member member;
        member.name = name;
        if (const auto id = qualifiers.find("wmidataid"); id != qualifiers.end())
            std::from_chars(id->second.data(), id->second.data() + id->second.size(), member.id);
        if (const auto known = k_types.find(to_lower(type)); known != k_types.end())
            member.type = known->second;
        else if (const auto embedded = classes_.find(type); embedded != classes_.end())
            member.type = embedded->second;
        if (take("[")) {
            member.count = peek() == "]" ? "1" : peek();
            while (at_ < tokens_.size() && !take("]"))
                ++at_;
        }
        return member;
    }

    void add_method(const std::string& name, const Qualifiers& qualifiers, std::string& methods)
    {
        std::vector<Member> in;
        std::vector<Member> out;
        while (at_ < tokens_.size() && !take(")")) {
            const Qualifiers direction = read_qualifiers();
            const std::string type = peek();
            const std::string parameter = peek(1);
            at_ += 2;
            Member member = read_declarator(type, parameter, direction);
            if (direction.contains("in"))
                in.push_back(member);
            if (direction.contains("out"))
                out.push_back(member);
            take(",");
        }
        const auto id = qualifiers.find("wmimethodid");
        if (id == qualifiers.end())
            return;
        std::swap(header_, methods);
        header_ += fmt::format("#define {} {}\n", name, id->second);
        add_structure(name + "_IN", std::move(in));
        add_structure(name + "_OUT", std::move(out));
        std::swap(header_, methods);
    }

    void add_guid(const std::string& name, std::string guid)
    {
        std::erase_if(guid, [](char c) { return c == '{' || c == '}' || c == '-'; });
        if (guid.size() != 32)
            return;
        std::string head = fmt::format("0x{}, 0x{}, 0x{}", guid.substr(0, 8), guid.substr(8, 4),
                                       guid.substr(12, 4));
        std::string tail;
        for (std::size_t at = 16; at < guid.size(); at += 2)
            tail += fmt::format("{}0x{}", at == 16 ? "" : ", ", guid.substr(at, 2));
        header_ += fmt::format("#define {0}Guid {{ {1}, {{ {2} }} }}\n"
                               "DEFINE_GUID({0}_GUID, {1}, {2});\n",
                               name, head, tail);
    }

    void add_structure(const std::string& name, std::vector<Member> members)
    {
        if (members.empty())
            return;
        std::stable_sort(members.begin(), members.end(),
                         [](const Member& a, const Member& b) { return a.id < b.id; });
        std::string sizes;
        std::string last;
        header_ += fmt::format("typedef struct _{} {{\n", name);
        for (const Member& member : members) {
            if (member.id != 0)
                sizes += fmt::format("#define {}_{}_ID {}\n", name, member.name, member.id);
            if (member.type.empty()) { // a string: from here on offsets are the instance's
                header_ += "    CHAR VariableData[1];\n";
                last.clear();
                break;
            }
            const bool is_array = !member.count.empty();
            header_ += fmt::format("    {} {}{};\n", member.type, member.name,
                                   is_array ? "[" + member.count + "]" : "");
            sizes += fmt::format("#define {}_{}_SIZE sizeof({}{})\n", name, member.name,
                                 member.type, is_array ? "[" + member.count + "]" : "");
            last = member.name;
        }
        header_ += fmt::format("}} {0}, *P{0};\n{1}", name, sizes);
        if (!last.empty())
            header_ += fmt::format("#define {0}_SIZE (FIELD_OFFSET({0}, {1}) + {0}_{1}_SIZE)\n",
                                   name, last);
    }

    std::vector<std::string> tokens_;
    std::size_t at_ = 0;
    std::map<std::string, std::string> classes_; // name in the file -> name in C
    std::string header_;
};

} // namespace

std::string managed_object_header(std::string_view text)
{
    return Generator(text).header();
}

} // namespace openwdf::build
