#include "build/dialect.hpp"

#include <algorithm>
#include <cctype>

namespace openwdf::build {

namespace {

enum class TokenKind {
    k_none,
    k_literal, // of a string
    k_word,
    k_other,
};

struct Token {
    TokenKind kind = TokenKind::k_none;
    bool begins_line = false; // a logical one
    std::size_t line = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view text;
};

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Tokens of C as far as the two translations need them; comments and blanks are none.
class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Token next()
    {
        const bool begins_line = skip_blank() || at_ == 0;
        Token token{TokenKind::k_none, begins_line, line_, at_, at_, {}};
        if (at_ >= text_.size())
            return token;
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            token.kind = c == '"' ? TokenKind::k_literal : TokenKind::k_other;
            skip_literal(c);
        } else if (is_word(c)) {
            token.kind = TokenKind::k_word;
            at_ = static_cast<std::size_t>(
                std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(),
                                 is_word) -
                text_.begin());
        } else {
            token.kind = TokenKind::k_other;
            ++at_;
        }
        token.end = at_;
        token.text = text_.substr(token.begin, token.end - token.begin);
        return token;
    }

private:
    bool starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

    void skip_to(std::size_t end)
    {
        end = std::min(end, text_.size());
        line_ += static_cast<std::size_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                       text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at_ = end;
    }

    // Whether a logical line ended.
    bool skip_blank()
    {
        bool ended = false;
        while (at_ < text_.size()) {
            if (starts("//"))
                skip_to(text_.find('\n', at_));
            else if (starts("/*"))
                skip_to(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
            else if (starts("\\\n"))
                skip_to(at_ + 2);
            else if (starts("\\\r\n"))
                skip_to(at_ + 3);
            else if (std::isspace(static_cast<unsigned char>(text_[at_])) == 0)
                break;
            else
                ended = newline() || ended;
        }
        return ended;
    }

    bool newline()
    {
        const bool ends = text_[at_++] == '\n';
        line_ += ends ? 1 : 0;
        return ends;
    }

    void skip_literal(char quote)
    {
        ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n')
            skip_to(at_ + (text_[at_] == '\\' ? 2 : 1));
        at_ += at_ < text_.size() && text_[at_] == quote ? 1 : 0;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

} // namespace

std::vector<Translation> translations_of(std::string_view text)
{
    std::vector<Translation> found;
    const auto add = [&](Dialect kind, const Token& token, const char* replacement) {
        found.push_back({kind, token.line, token.begin, token.end, replacement});
    };
    Lexer lexer(text);
    bool in_directive = false;
    Token before;
    Token token = lexer.next();
    while (token.kind != TokenKind::k_none) {
        const Token after = lexer.next();
        if (token.begins_line)
            in_directive = token.text == "#";
        const bool is_last = in_directive && after.begins_line;
        const bool joins =
            before.kind == TokenKind::k_literal || (after.kind == TokenKind::k_literal && !is_last);
        if (token.text == "__FUNCTION__" && joins)
            add(Dialect::k_function_literal, token, "\"(function)\"");
        if (token.text == "__VA_ARGS__" && in_directive && before.text == "," && after.text == ")")
            add(Dialect::k_variadic_comma, token, "##__VA_ARGS__");
        before = token;
        token = after;
    }
    return found;
}

const char* dialect_text(Dialect kind)
{
    return kind == Dialect::k_function_literal
               ? "__FUNCTION__ joined to a string literal; pass it as an argument of %s"
               : "a comma before an empty __VA_ARGS__; write , ##__VA_ARGS__";
}

} // namespace openwdf::build
