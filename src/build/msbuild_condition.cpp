#include "build/msbuild_condition.hpp"

#include "build/text.hpp"

#include <charconv>
#include <string>

namespace openwdf::build {

namespace {

using Truth = std::optional<bool>;

std::optional<unsigned long long> number_of(std::string_view text)
{
    const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
    if (is_hex)
        text.remove_prefix(2);
    unsigned long long number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, number, is_hex ? 16 : 10);
    if (code != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

class Parser {
public:
    Parser(std::string_view text, const std::function<bool(std::string_view)>& exists)
        : rest_(text), exists_(exists)
    {
    }

    Truth parse()
    {
        const Truth result = any_of();
        return trim(rest_).empty() ? result : std::nullopt;
    }

private:
    Truth any_of()
    {
        Truth result = all_of();
        while (result.has_value() && take_word("or")) {
            const Truth right = all_of();
            if (!right.has_value())
                return right;
            result = *result || *right;
        }
        return result;
    }

    Truth all_of()
    {
        Truth result = one();
        while (result.has_value() && take_word("and")) {
            const Truth right = one();
            if (!right.has_value())
                return right;
            result = *result && *right;
        }
        return result;
    }

    Truth one()
    {
        if (take("!")) {
            const Truth inner = one();
            return inner.has_value() ? Truth(!*inner) : inner;
        }
        if (take("(")) {
            const Truth inner = any_of();
            return take(")") ? inner : std::nullopt;
        }
        if (take_word("exists"))
            return existence();
        return comparison();
    }

    Truth existence()
    {
        if (!take("("))
            return std::nullopt;
        const std::string path = operand();
        return take(")") ? Truth(exists_(path)) : std::nullopt;
    }

    Truth comparison()
    {
        const std::string left = operand();
        for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"}) {
            if (take(sign))
                return compare(left, sign, operand());
        }
        if (equals_ignoring_case(left, "true"))
            return true;
        return equals_ignoring_case(left, "false") ? Truth(false) : std::nullopt;
    }

    static Truth compare(const std::string& left, std::string_view sign, const std::string& right)
    {
        if (sign == "==")
            return equals_ignoring_case(left, right);
        if (sign == "!=")
            return !equals_ignoring_case(left, right);
        const auto a = number_of(left);
        const auto b = number_of(right);
        if (!a.has_value() || !b.has_value())
            return std::nullopt;
        const bool less = *a < *b;
        const bool equal = *a == *b;
        return sign == "<"    ? less
               : sign == "<=" ? less || equal
               : sign == ">"  ? !less && !equal
                              : !less;
    }

    std::string operand()
    {
        rest_ = trim(rest_);
        if (rest_.starts_with('\'')) {
            const std::size_t end = std::min(rest_.find('\'', 1), rest_.size() - 1);
            std::string text(rest_.substr(1, end == 0 ? 0 : end - 1));
            rest_.remove_prefix(end + 1);
            return text;
        }
        const std::size_t end = std::min(rest_.find_first_of(" \t\r\n=!<>()'"), rest_.size());
        std::string text(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return text;
    }

    bool take(std::string_view sign)
    {
        rest_ = trim(rest_);
        if (!rest_.starts_with(sign) || (sign == "!" && rest_.starts_with("!=")))
            return false;
        rest_.remove_prefix(sign.size());
        return true;
    }

    bool take_word(std::string_view word)
    {
        rest_ = trim(rest_);
        if (!equals_ignoring_case(rest_.substr(0, word.size()), word))
            return false;
        const std::string_view after = rest_.substr(word.size());
        if (!after.empty() && after.find_first_of(" \t\r\n('!$") != 0)
            return false;
        rest_ = after;
        return true;
    }

    std::string_view rest_;
    const std::function<bool(std::string_view)>& exists_;
};

} // namespace

std::optional<bool> evaluate_condition(std::string_view condition,
                                       const std::function<bool(std::string_view)>& exists)
{
    if (trim(condition).empty())
        return true;
    return Parser(condition, exists).parse();
}

} // namespace openwdf::build
