#include "build/generated_header.hpp"
#include "build/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <sstream>

namespace openwdf::build {

namespace {

constexpr std::size_t k_severity_shift = 30;
constexpr std::size_t k_facility_shift = 16;

unsigned number_of(std::string_view text)
{
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    if (is_hex)
        text.remove_prefix(2);
    unsigned number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, is_hex ? 16 : 10);
    return number;
}

class MessageFile {
public:
    std::string header(std::string_view text)
    {
        std::istringstream stream{std::string(text)};
        std::string line;
        while (std::getline(stream, line))
            read_line(line);
        return "/* Stands for the message compiler's output. */\n" + header_;
    }

private:
    void read_line(const std::string& line)
    {
        if (in_message_) {
            in_message_ = trim(line) != ".";
        } else if (line.starts_with(';')) {
            header_ += std::string(trim(std::string_view(line).substr(1))) + '\n';
        } else if (names_ != nullptr || trim(line).find("Names") != std::string_view::npos) {
            read_names(line);
        } else {
            read_settings(line);
        }
    }

    // SeverityNames=(Success=0x0:STATUS_SEVERITY_SUCCESS ...), over several lines.
    void read_names(const std::string& line)
    {
        if (names_ == nullptr)
            names_ = line.find("Facility") != std::string::npos   ? &facilities_
                     : line.find("Severity") != std::string::npos ? &severities_
                                                                  : &others_;
        const std::size_t open = line.find('(');
        for (const std::string& entry :
             split_list(open == line.npos ? line : line.substr(open + 1), " \t\r()")) {
            const std::size_t equals = entry.find('=');
            if (equals != entry.npos)
                (*names_)[entry.substr(0, equals)] =
                    number_of(std::string_view(entry).substr(equals + 1));
        }
        if (line.find(')') != line.npos)
            names_ = nullptr;
    }

    void read_settings(const std::string& line)
    {
        for (const std::string& entry : split_list(line, " \t\r")) {
            const std::size_t equals = entry.find('=');
            if (equals == entry.npos)
                continue;
            const std::string key = entry.substr(0, equals);
            const std::string value = entry.substr(equals + 1);
            if (key == "MessageId")
                id_ = value.empty() ? id_ + 1 : number_of(value);
            else if (key == "Facility")
                facility_ = facilities_[value];
            else if (key == "Severity")
                severity_ = severities_[value];
            else if (key == "SymbolicName")
                define(value);
            else if (key == "Language")
                in_message_ = true;
        }
    }

    void define(const std::string& name)
    {
        const unsigned value =
            severity_ << k_severity_shift | facility_ << k_facility_shift | (id_ & 0xFFFFU);
        header_ += fmt::format("#define {} ((NTSTATUS)0x{:08X}L)\n", name, value);
    }

    using Names = std::map<std::string, unsigned>;

    std::string header_;
    Names severities_{{"Success", 0}, {"Informational", 1}, {"Warning", 2}, {"Error", 3}};
    Names facilities_{{"System", 0x0FF}, {"Application", 0xFFF}};
    Names others_;
    Names* names_ = nullptr;
    bool in_message_ = false;
    unsigned id_ = 0;
    unsigned facility_ = 0;
    unsigned severity_ = 0;
};

} // namespace

std::string message_file_header(std::string_view text)
{
    return MessageFile().header(text);
}

} // namespace openwdf::build
