#include "gate/lock_use.hpp"

#include "base/sanitizer.hpp"

namespace openwdf::gate {

namespace {

class OwnStandpoint final : public StandpointSource {
public:
    explicit OwnStandpoint(const ThreadContext& context) : context_(context) {}
    Standpoint get() const override { return standpoint_of(context_); }

private:
    const ThreadContext& context_;
};

// The watch is shared by all threads of a simulated machine, of which one runs at a time. For
// ThreadSanitizer it neither races nor orders the driver that it watches.
class Unseen {
    base::sanitizer::Unwatched unwatched_;
    base::sanitizer::Unordered unordered_;
};

} // namespace

void tell_lock_taking(ThreadContext& context, const void* lock, const char* kind)
{
    const Unseen unseen;
    context.border->lock_watch()->taking({context.id, lock, kind}, OwnStandpoint(context));
}

void tell_lock_took(ThreadContext& context, const void* lock, const char* kind)
{
    const Unseen unseen;
    context.border->lock_watch()->took({context.id, lock, kind});
}

void tell_lock_gave_back(ThreadContext& context, const void* lock)
{
    const Unseen unseen;
    context.border->lock_watch()->gave_back(context.id, lock);
}

void tell_memory_gone(Border& border, const void* memory, std::size_t bytes)
{
    const Unseen unseen;
    border.lock_watch()->forget(memory, bytes);
}

} // namespace openwdf::gate
