#include "build/source_scan.hpp"

#include "build/text.hpp"

#include <algorithm>

namespace openwdf::build {

namespace {

constexpr std::string_view k_seh[] = {"__try", "__except", "__finally", "__leave"};
constexpr std::string_view k_assembly[] = {"__asm", "_asm", "asm", "__asm__"};

bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool is_listed(const auto& list, std::string_view word)
{
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    SourceScan scan()
    {
        while (at_ < text_.size())
            step();
        finish_long();
        return std::move(result_);
    }

private:
    char here(std::size_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void step()
    {
        const char c = here();
        if (c == '\n') {
            ++line_;
            ++at_;
            at_line_start_ = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            ++at_;
        } else if (c == '/' && here(1) == '/') {
            skip_line_comment();
        } else if (c == '/' && here(1) == '*') {
            skip_block_comment();
        } else if (c == '"' || c == '\'') {
            skip_literal(c);
        } else if (c == '#' && at_line_start_) {
            directive();
        } else if (is_word(c)) {
            word();
        } else {
            at_line_start_ = false;
            if (c == '(' && !previous_.empty())
                result_.calls.try_emplace(previous_, line_);
            forget_word();
            ++at_;
        }
    }

    void skip_line_comment()
    {
        while (at_ < text_.size() && here() != '\n') {
            // A backslash at the end of the line continues the comment.
            if (here() == '\\' && here(1) == '\n') {
                ++line_;
                ++at_;
            }
            ++at_;
        }
    }

    void skip_block_comment()
    {
        const std::size_t end = std::min(text_.find("*/", at_ + 2), text_.size() - 2);
        line_ += static_cast<std::size_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                       text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at_ = end + 2;
    }

    void skip_literal(char quote)
    {
        at_line_start_ = false;
        forget_word();
        for (++at_; at_ < text_.size() && here() != quote && here() != '\n'; ++at_) {
            if (here() != '\\')
                continue;
            ++at_;
            line_ += here() == '\n' ? 1 : 0;
        }
        at_ += here() == quote ? 1 : 0;
    }

    void directive()
    {
        at_line_start_ = false;
        ++at_;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const std::string_view rest = text_.substr(at_, end - at_);
        const std::string_view body = trim(rest);
        if (!body.starts_with("include") || (body.size() > 7 && is_word(body[7])))
            return; // its tokens count like all others
        const std::size_t open = rest.find_first_of("\"<");
        if (open == std::string_view::npos || !trim(rest.substr(0, open)).ends_with("include"))
            return; // computed
        const std::size_t close = rest.find(rest[open] == '<' ? '>' : '"', open + 1);
        if (close == std::string_view::npos)
            return;
        result_.includes.push_back({line_, at_ + open, at_ + close + 1,
                                    std::string(trim(rest.substr(open + 1, close - open - 1))),
                                    rest[open] == '"'});
        at_ += close + 1;
    }

    void word()
    {
        at_line_start_ = false;
        const std::size_t begin = at_;
        while (is_word(here()))
            ++at_;
        const std::string_view token = text_.substr(begin, at_ - begin);
        note_long(token);
        if (is_listed(k_seh, token))
            note(result_.seh);
        if (is_listed(k_assembly, token))
            note(result_.inline_assembly);
        previous_ = token;
    }

    // `long` counts when neither neighbour makes it long long or long double.
    void note_long(std::string_view token)
    {
        if (token == "long") {
            ++longs_;
            long_line_ = longs_ == 1 ? line_ : long_line_;
            return;
        }
        if (token == "int" || token == "unsigned" || token == "signed")
            return;
        if (token == "double")
            longs_ = 0;
        finish_long();
    }

    void finish_long()
    {
        if (longs_ == 1 && (result_.raw_long.empty() || result_.raw_long.back() != long_line_))
            result_.raw_long.push_back(long_line_);
        longs_ = 0;
    }

    void forget_word()
    {
        finish_long();
        previous_.clear();
    }

    void note(std::vector<std::size_t>& lines) const
    {
        if (lines.empty() || lines.back() != line_)
            lines.push_back(line_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool at_line_start_ = true;
    std::string previous_;
    int longs_ = 0;
    std::size_t long_line_ = 0;
    SourceScan result_;
};

} // namespace

SourceScan scan_source(std::string_view text)
{
    SourceScan scan = Scanner(text).scan();
    scan.translations = translations_of(text);
    return scan;
}

} // namespace openwdf::build
