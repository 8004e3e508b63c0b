// Objects whose last reference went away above PASSIVE_LEVEL on a processor's own thread, where
// posted work runs at the caller's level. They wait for the next thread that opens, closes or
// removes something.
#pragma once

#include "nt/ob/object.hpp"

namespace openwdf::nt::ob {

class DeferredObjects {
public:
    void add(ObjectHeader& header);
    // Precondition: PASSIVE_LEVEL.
    void destroy();

private:
    exec::Lock<exec::Rank::object_tree> lock_;
    exec::Work* first_ = nullptr;
};

} // namespace openwdf::nt::ob
