// WDFCOLLECTION: objects in the order they were added, each referenced while it is a member.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class Collection final : public Object {
public:
    static constexpr Kind k_kind = Kind::collection;

    explicit Collection(Driver* driver) : Object(k_kind, driver) {}
    ~Collection() override;

    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFCOLLECTION* handle);

    ULONG count();
    // An object may be added more than once. STATUS_UNSUCCESSFUL when out of memory.
    NTSTATUS add(Object& object);
    // The first membership of `object`, or the one at `index`; a report when there is none.
    void remove(Object& object);
    void remove_at(ULONG index);
    // NULL when there is none.
    WDFOBJECT item(ULONG index);
    WDFOBJECT last_item();

private:
    struct Member {
        base::Link link;
        Object* object = nullptr;
    };

    template <class Match> Object* take_first(Match match);

    exec::Lock<exec::Rank::request> lock_;
    base::List<Member, &Member::link> members_;
    ULONG count_ = 0;
};

} // namespace openwdf::wdf
