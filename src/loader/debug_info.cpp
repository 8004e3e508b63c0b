#include "loader/debug_info.hpp"

#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>

#include <cstdlib>
#include <optional>

namespace openwdf::loader {

struct DebugInfo::Reader {
    explicit Reader(int descriptor) : dwarf(dwarf_begin(descriptor, DWARF_C_READ)) {}
    ~Reader() { dwarf_end(dwarf); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Dwarf* dwarf; // nullptr when the file has no debug information
};

namespace {

std::string demangle(const char* name)
{
    int status = 0;
    char* readable = abi::__cxa_demangle(name, nullptr, nullptr, &status);
    std::string result = status == 0 ? readable : name;
    std::free(readable);
    return result;
}

std::string function_name(Dwarf_Die& function)
{
    Dwarf_Attribute attribute;
    if (dwarf_attr_integrate(&function, DW_AT_linkage_name, &attribute) != nullptr) {
        if (const char* name = dwarf_formstring(&attribute))
            return demangle(name);
    }
    const char* name = dwarf_diename(&function);
    return name != nullptr ? name : "";
}

// Compiler and headers mark wrappers the author never wrote (__attribute__((artificial))).
bool is_artificial(Dwarf_Die& function)
{
    Dwarf_Attribute attribute;
    bool flag = false;
    return dwarf_attr_integrate(&function, DW_AT_artificial, &attribute) != nullptr &&
           dwarf_formflag(&attribute, &flag) == 0 && flag;
}

unsigned call_number(Dwarf_Die& inlined, unsigned name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word value = 0;
    if (dwarf_attr(&inlined, name, &attribute) != nullptr)
        dwarf_formudata(&attribute, &value);
    return static_cast<unsigned>(value);
}

std::string call_file(Dwarf_Die& unit, Dwarf_Die& inlined)
{
    Dwarf_Files* files = nullptr;
    std::size_t count = 0;
    if (dwarf_getsrcfiles(&unit, &files, &count) != 0)
        return {};
    const char* name =
        dwarf_filesrc(files, call_number(inlined, DW_AT_call_file), nullptr, nullptr);
    return name != nullptr ? name : "";
}

// clang emits no .debug_aranges, so every unit is asked.
std::optional<Dwarf_Die> find_unit(Dwarf* dwarf, Dwarf_Addr address)
{
    Dwarf_CU* unit = nullptr;
    Dwarf_Die die;
    while (dwarf_get_units(dwarf, unit, &unit, nullptr, nullptr, &die, nullptr) == 0) {
        if (dwarf_haspc(&die, address) == 1)
            return die;
    }
    return std::nullopt;
}

bool holds_functions(Dwarf_Die& die)
{
    const int tag = dwarf_tag(&die);
    return tag == DW_TAG_namespace || tag == DW_TAG_class_type || tag == DW_TAG_structure_type;
}

bool is_code(Dwarf_Die& die)
{
    const int tag = dwarf_tag(&die);
    return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine ||
           tag == DW_TAG_lexical_block;
}

// The child of `scope` whose code contains `address`. Written out because dwarf_getscopes does not
// enter namespaces, where clang puts functions.
std::optional<Dwarf_Die> find_inner(Dwarf_Die& scope, Dwarf_Addr address)
{
    Dwarf_Die child;
    for (int more = dwarf_child(&scope, &child); more == 0;
         more = dwarf_siblingof(&child, &child)) {
        if (is_code(child) && dwarf_haspc(&child, address) == 1)
            return child;
        if (!holds_functions(child))
            continue;
        if (auto inner = find_inner(child, address))
            return inner;
    }
    return std::nullopt;
}

// Functions around `address`, the innermost inlined one first.
std::vector<Dwarf_Die> functions_at(Dwarf_Die& unit, Dwarf_Addr address)
{
    std::vector<Dwarf_Die> functions;
    for (auto scope = find_inner(unit, address); scope; scope = find_inner(*scope, address)) {
        if (dwarf_tag(&*scope) != DW_TAG_lexical_block)
            functions.insert(functions.begin(), *scope);
    }
    return functions;
}

SourceLine line_at(Dwarf_Die& unit, Dwarf_Addr address)
{
    SourceLine result;
    Dwarf_Line* line = dwarf_getsrc_die(&unit, address);
    if (line == nullptr)
        return result;
    int number = 0;
    dwarf_lineno(line, &number);
    const char* file = dwarf_linesrc(line, nullptr, nullptr);
    result.file = file != nullptr ? file : "";
    result.line = static_cast<unsigned>(number);
    return result;
}

} // namespace

DebugInfo::DebugInfo(int descriptor) : descriptor_(descriptor) {}

DebugInfo::~DebugInfo() = default;

std::vector<SourceLine> DebugInfo::frames_at(std::uintptr_t address) const
{
    const std::lock_guard guard(mutex_);
    if (!reader_)
        reader_ = std::make_unique<Reader>(descriptor_);
    auto unit = reader_->dwarf != nullptr ? find_unit(reader_->dwarf, address) : std::nullopt;
    if (!unit)
        return {};

    std::vector<SourceLine> frames;
    SourceLine position = line_at(*unit, address);
    for (Dwarf_Die& function : functions_at(*unit, address)) {
        position.function = function_name(function);
        if (!is_artificial(function))
            frames.push_back(position);
        position = {{}, call_file(*unit, function), call_number(function, DW_AT_call_line)};
    }
    return frames;
}

} // namespace openwdf::loader
