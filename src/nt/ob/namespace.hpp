// The object namespace: case-insensitive paths to devices, callback objects and symbolic links.
// \DosDevices\X, \??\X and \GLOBAL??\X name the same link; the client's \\.\X is \??\X.
#pragma once

#include "base/result.hpp"
#include "exec/lock.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace openwdf::nt::ob {

class Namespace {
public:
    // STATUS_OBJECT_NAME_COLLISION when taken; STATUS_OBJECT_NAME_INVALID when not a path.
    base::Result<void> insert_object(std::u16string_view path, void* body);
    base::Result<void> insert_link(std::u16string_view path, std::u16string_view target);
    // STATUS_OBJECT_NAME_NOT_FOUND when there is none.
    base::Result<void> remove(std::u16string_view path);

    struct Found {
        void* body;               // object, referenced for the caller
        std::u16string remaining; // text behind its name, with its leading backslash
    };
    // Follows links (at most k_links_max deep) to the longest prefix that names an object.
    base::Result<Found> resolve(std::u16string_view path) const;

    static constexpr unsigned k_links_max = 32;

private:
    struct Entry {
        void* body = nullptr;  // or
        std::u16string target; // of a link
    };

    base::Result<void> insert(std::u16string_view path, Entry entry);
    // `length` of the prefix found; whole components only.
    const Entry* longest_prefix_locked(std::u16string_view folded, std::size_t& length) const;

    mutable exec::Lock<exec::Rank::name_space> lock_;
    std::map<std::u16string, Entry, std::less<>> entries_; // by upcased canonical path
};

} // namespace openwdf::nt::ob
