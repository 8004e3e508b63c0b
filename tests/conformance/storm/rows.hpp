// How rows of expectations are made. The rows themselves stand in a file per group.
#pragma once

#include "storm/expectations.hpp"

namespace conformance::storm {

using Make = std::function<void(Random&, STORM_ORDER&)>;

inline Make which_of(unsigned count)
{
    return [=](Random& random, STORM_ORDER& order) {
        order.Which = static_cast<unsigned>(random.below(count));
        order.A = random.any();
        order.B = random.any();
    };
}

// `a` chooses the value that is wrong.
inline Make which_and(unsigned count, std::function<std::uint64_t(Random&)> a)
{
    return [=](Random& random, STORM_ORDER& order) {
        which_of(count)(random, order);
        order.A = a(random);
    };
}

inline std::uint64_t any_size_but(Random& random, std::uint64_t right)
{
    return random.below(2) == 0 ? random.outside(static_cast<std::uint32_t>(right),
                                                 static_cast<std::uint32_t>(right))
                                : right + 8 * random.between(1, 4);
}

inline Row says(const char* name, Make make, std::uint32_t value)
{
    return {name, std::move(make), [=](const STORM_ORDER&) { return status(value); }};
}

inline Row always(const char* name, Make make, Expectation expectation)
{
    return {name, std::move(make), [=](const STORM_ORDER&) { return expectation; }};
}

// The rows of STORM_SYNC_VALUES, STORM_OBJECT_VALUES, STORM_EXECUTIVE_VALUES and STORM_EX_VALUES.
void add_sync(std::vector<Row>& rows);
void add_objects(std::vector<Row>& rows);
void add_executive(std::vector<Row>& rows);
void add_ex(std::vector<Row>& rows);

} // namespace conformance::storm
