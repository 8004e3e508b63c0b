// Names of lower devices: SCHEME:PATH?KEY=VALUE&KEY=VALUE, e.g. "file:/dev/sdb?readonly=1".
// %XX stands for one byte in the path, keys and values; a '?' of the path itself is %3F, as '&' in
// a value is %26. Every error names the part that is wrong and what would be right.
#pragma once

#include "openwdf/result.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::backend {

class Uri {
public:
    static Outcome<Uri> parse(std::string_view text);

    const std::string& text() const { return text_; }
    const std::string& scheme() const { return scheme_; }
    const std::string& path() const { return path_; }

    // nullptr when the key was not given. A key may appear once.
    const std::string* option(std::string_view key) const;

    // Fails on the first option that is not in `known`.
    Outcome<void> allow_options(std::initializer_list<std::string_view> known) const;

    // An error about this URI: "target 'ram:x': " and the sentence.
    Error error(const std::string& sentence) const;

private:
    struct Option {
        std::string key;
        std::string value;
    };

    Outcome<void> parse_options(std::string_view query);

    std::string text_;
    std::string scheme_;
    std::string path_;
    std::vector<Option> options_;
};

// "64K" -> 65536. Suffixes K, M, G, T (powers of 1024), upper or lower case. False when it is not
// a positive number that fits.
bool parse_size(std::string_view text, std::uint64_t& bytes);

} // namespace openwdf::backend
