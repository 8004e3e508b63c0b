#include "nt/ob/namespace.hpp"

#include "nt/ob/object.hpp"
#include "nt/rtl/upcase.hpp"

#include <ntddk.h>

#include <algorithm>
#include <mutex>

namespace openwdf::nt::ob {

namespace {

constexpr std::u16string_view k_links_directory = u"\\GLOBAL??\\";

std::u16string upcased(std::u16string_view text)
{
    std::u16string result(text);
    std::ranges::transform(result, result.begin(), rtl::upcase);
    return result;
}

bool starts_with_folded(std::u16string_view text, std::u16string_view prefix)
{
    return text.size() >= prefix.size() &&
           std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, rtl::upcase);
}

// All spellings of the directory of links become one; the case of the rest is kept.
std::u16string canonical(std::u16string_view path)
{
    for (const std::u16string_view spelling : {u"\\??\\", u"\\DOSDEVICES\\", u"\\GLOBAL??\\"}) {
        if (!starts_with_folded(path, spelling))
            continue;
        std::u16string result(k_links_directory);
        return result.append(path.substr(spelling.size()));
    }
    return std::u16string(path);
}

bool is_object_path(std::u16string_view path)
{
    return path.size() > 1 && path.front() == u'\\' && path.back() != u'\\' &&
           path.find(u"\\\\") == std::u16string_view::npos;
}

} // namespace

base::Result<void> Namespace::insert(std::u16string_view path, Entry entry)
{
    if (!is_object_path(path))
        return base::Failure{STATUS_OBJECT_NAME_INVALID};
    std::lock_guard guard(lock_);
    if (!entries_.try_emplace(upcased(canonical(path)), std::move(entry)).second)
        return base::Failure{STATUS_OBJECT_NAME_COLLISION};
    return {};
}

base::Result<void> Namespace::insert_object(std::u16string_view path, void* body)
{
    return insert(path, Entry{body, {}});
}

base::Result<void> Namespace::insert_link(std::u16string_view path, std::u16string_view target)
{
    if (!is_object_path(target))
        return base::Failure{STATUS_OBJECT_NAME_INVALID};
    return insert(path, Entry{nullptr, std::u16string(target)});
}

base::Result<void> Namespace::remove(std::u16string_view path)
{
    std::lock_guard guard(lock_);
    if (entries_.erase(upcased(canonical(path))) == 0)
        return base::Failure{STATUS_OBJECT_NAME_NOT_FOUND};
    return {};
}

const Namespace::Entry* Namespace::longest_prefix_locked(std::u16string_view folded,
                                                         std::size_t& length) const
{
    for (length = folded.size(); length != 0;) {
        const auto found = entries_.find(folded.substr(0, length));
        if (found != entries_.end())
            return &found->second;
        length = folded.rfind(u'\\', length - 1);
        if (length == std::u16string_view::npos)
            return nullptr;
    }
    return nullptr;
}

base::Result<Namespace::Found> Namespace::resolve(std::u16string_view path) const
{
    if (path.empty() || path.front() != u'\\')
        return base::Failure{STATUS_OBJECT_NAME_INVALID};
    std::u16string name = canonical(path);
    std::lock_guard guard(lock_);
    for (unsigned links = 0; links <= k_links_max; ++links) {
        std::size_t length = 0;
        const Entry* entry = longest_prefix_locked(upcased(name), length);
        if (entry == nullptr)
            break;
        std::u16string remaining = name.substr(length);
        if (entry->body != nullptr) {
            // Under the lock: who deletes the object takes its name away first.
            if (!try_reference(entry->body))
                break;
            return Found{entry->body, std::move(remaining)};
        }
        name = canonical(entry->target + remaining);
    }
    return base::Failure{STATUS_OBJECT_NAME_NOT_FOUND};
}

} // namespace openwdf::nt::ob
