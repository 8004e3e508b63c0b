#include "wdf/collection/collection.hpp"

#include "wdf/object/create.hpp"

#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <new>

namespace openwdf::wdf {

// After a stop the objects may be gone already.
Collection::~Collection()
{
    const bool stopped = driver().border().stopped();
    while (Member* member = members_.pop_front()) {
        if (!stopped)
            member->object->dereference();
        delete member;
    }
}

NTSTATUS Collection::create(gate::ThreadContext& context, Driver& driver,
                            const WDF_OBJECT_ATTRIBUTES* attributes, WDFCOLLECTION* handle)
{
    return create_from_attributes<Collection>(context, driver, attributes, handle);
}

ULONG Collection::count()
{
    std::lock_guard guard(lock_);
    return count_;
}

NTSTATUS Collection::add(Object& object)
{
    auto* member = new (std::nothrow) Member;
    if (member == nullptr)
        return STATUS_UNSUCCESSFUL;
    object.reference();
    member->object = &object;
    std::lock_guard guard(lock_);
    members_.push_back(*member);
    ++count_;
    return STATUS_SUCCESS;
}

// Out of the collection, its reference now the caller's; nullptr when nothing matches.
template <class Match> Object* Collection::take_first(Match match)
{
    std::unique_ptr<Member> taken;
    std::lock_guard guard(lock_);
    for (Member* member = members_.front(); member != nullptr; member = members_.after(*member)) {
        if (!match(*member->object))
            continue;
        members_.remove(*member);
        --count_;
        taken.reset(member);
        return member->object;
    }
    return nullptr;
}

void Collection::remove(Object& object)
{
    Object* taken = take_first([&](const Object& member) { return &member == &object; });
    if (taken != nullptr)
        taken->dereference();
    else
        driver().border().report(
            "collection-no-such-item",
            fmt::format("WdfCollectionRemove of a {} that is not in the collection",
                        kind_name(object.kind())));
}

void Collection::remove_at(ULONG index)
{
    ULONG position = 0;
    Object* taken = take_first([&](const Object&) { return position++ == index; });
    if (taken != nullptr)
        taken->dereference();
    else
        driver().border().report(
            "collection-no-such-item",
            fmt::format("WdfCollectionRemoveItem at index {}, which the collection does not have",
                        index));
}

WDFOBJECT Collection::item(ULONG index)
{
    std::lock_guard guard(lock_);
    Member* member = members_.front();
    for (; member != nullptr && index != 0; --index)
        member = members_.after(*member);
    return member == nullptr ? nullptr : member->object->handle();
}

WDFOBJECT Collection::last_item()
{
    std::lock_guard guard(lock_);
    Member* last = nullptr;
    for (Member* member = members_.front(); member != nullptr; member = members_.after(*member))
        last = member;
    return last == nullptr ? nullptr : last->object->handle();
}

} // namespace openwdf::wdf
