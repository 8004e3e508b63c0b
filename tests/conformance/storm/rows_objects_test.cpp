// Attributes, collections, strings, lookaside lists, memory and contexts: the pages of wdfobject.h,
// wdfcollection.h, wdfstring.h and wdfmemory.h, and facts 54, 106 and 108.
#include "storm/rows.hpp"

namespace conformance::storm {
namespace {

// One of `makes`, with `a` for the value.
Make one_of(std::vector<unsigned> makes, std::function<std::uint64_t(Random&)> a)
{
    return [makes = std::move(makes), a = std::move(a)](Random& random, STORM_ORDER& order) {
        order.Which = makes[random.below(makes.size())];
        order.A = a(random);
        order.B = random.any();
    };
}

void add_rules(std::vector<Row>& rows)
{
    const std::vector<unsigned> without_scope{
        STORM_MAKE_MEMORY,   STORM_MAKE_PREALLOCATED, STORM_MAKE_REQUEST,    STORM_MAKE_OBJECT,
        STORM_MAKE_TARGET,   STORM_MAKE_TIMER,        STORM_MAKE_DPC,        STORM_MAKE_WORKITEM,
        STORM_MAKE_SPINLOCK, STORM_MAKE_WAITLOCK,     STORM_MAKE_COLLECTION, STORM_MAKE_STRING,
        STORM_MAKE_LOOKASIDE};
    const std::vector<unsigned> without_level{
        STORM_MAKE_MEMORY, STORM_MAKE_PREALLOCATED, STORM_MAKE_REQUEST,   STORM_MAKE_TARGET,
        STORM_MAKE_DPC,    STORM_MAKE_WORKITEM,     STORM_MAKE_SPINLOCK,  STORM_MAKE_WAITLOCK,
        STORM_MAKE_STRING, STORM_MAKE_LOOKASIDE,    STORM_MAKE_COLLECTION};
    const auto device_or_queue = [](Random& r) { return r.between(2, 3); };
    const auto passive_or_dispatch = [](Random& r) { return r.between(2, 3); };
    rows.push_back(
        says("ScopeNotAllowed", one_of(without_scope, device_or_queue), k_wdf_scope_invalid));
    rows.push_back(
        says("LevelNotAllowed", one_of(without_level, passive_or_dispatch), k_wdf_level_invalid));
}

void add_collections(std::vector<Row>& rows)
{
    const auto index = [](Random& r, STORM_ORDER& order) {
        order.A = r.any();
        order.B = r.below(2) == 0 ? r.below(10) : r.below(0x7FFFFFFF);
    };
    const Expectation absent = report("collection-no-such-item");
    rows.push_back(always("CollectionWithoutItem", which_of(1), absent));
    rows.push_back(always("CollectionRemoveBeyond", index, absent));
    rows.push_back(says("CollectionGetBeyond", index, k_success));
}

void add_memory(std::vector<Row>& rows)
{
    constexpr std::uint64_t k_preallocated_memory = 0x1022;
    const auto huge = [](Random& r) {
        return r.any() >> r.between(1, 20) | std::uint64_t{1} << 43;
    };
    rows.push_back(says("StringContradictsItself", which_of(4), k_invalid_parameter));
    rows.push_back(says("StringTooLong", which_of(1), k_integer_overflow));
    rows.push_back(says("LookasideOfNothing", which_of(1), k_invalid_parameter));
    rows.push_back(says("MemoryTooLarge", which_and(1, huge), k_insufficient_resources));
    rows.push_back(
        always("AssignToLookaside", which_of(1),
               stop(k_wdf_violation, k_invalid_handle, std::nullopt, k_preallocated_memory)));
    Expectation read_only = report("memory-read-only");
    read_only.status = k_access_violation;
    // A buffered control has one buffer for both ways; of a direct one the input is the sender's.
    const auto direct = [](Random& r, STORM_ORDER& order) {
        which_of(1)(r, order);
        order.Direct = 1;
    };
    rows.push_back(always("WriteInputMemory", direct, read_only));
}

void add_contexts(std::vector<Row>& rows)
{
    const auto huge = [](Random& r) { return std::uint64_t{1} << r.between(33, 46); };
    rows.push_back(says("ContextTwice", which_of(STORM_MAKES), k_object_name_exists));
    rows.push_back(says("ContextOfNothing", which_of(1), k_object_name_invalid));
    rows.push_back(says("ContextTooLarge", which_and(1, huge), k_insufficient_resources));
    rows.push_back(says("ContextWhileDeleted", which_of(STORM_MAKES), k_success));
    rows.push_back(says("QueryObject", which_of(1), k_not_found));
}

std::uint64_t type_of_make(unsigned make)
{
    constexpr std::array<unsigned, STORM_MAKES - STORM_MAKE_TIMER> kinds{
        STORM_TIMER,    STORM_DPC,        STORM_WORKITEM, STORM_SPINLOCK,
        STORM_WAITLOCK, STORM_COLLECTION, STORM_STRING,   STORM_LOOKASIDE};
    return type_of(kinds[make - STORM_MAKE_TIMER]);
}

void add_handles(std::vector<Row>& rows)
{
    constexpr unsigned k_null_results = STORM_MAKES - STORM_MAKE_TIMER + 6;
    rows.push_back(always("NullResultOfFamilies", which_of(k_null_results),
                          stop(k_wdf_violation, k_null_parameter, 0)));
    const auto child = [](Random& r, STORM_ORDER& order) {
        order.Which = static_cast<unsigned>(r.between(STORM_MAKE_TIMER, STORM_MAKES - 1));
        order.A = r.any();
    };
    rows.push_back({"ChildAfterParent", child, [](const STORM_ORDER& order) {
                        return stop(k_wdf_violation, k_invalid_handle, std::nullopt,
                                    type_of_make(order.Which));
                    }});
}

} // namespace

void add_objects(std::vector<Row>& rows)
{
    add_rules(rows);
    add_collections(rows);
    add_memory(rows);
    add_contexts(rows);
    add_handles(rows);
}

} // namespace conformance::storm
