#include "gate/lock_use.hpp"

namespace openwdf::gate {

namespace {

class OwnStandpoint final : public StandpointSource {
public:
    explicit OwnStandpoint(const ThreadContext& context) : context_(context) {}
    Standpoint get() const override { return standpoint_of(context_); }

private:
    const ThreadContext& context_;
};

} // namespace

void tell_lock_taking(ThreadContext& context, const void* lock, const char* kind)
{
    context.border->lock_watch()->taking({context.id, lock, kind}, OwnStandpoint(context));
}

void tell_lock_took(ThreadContext& context, const void* lock, const char* kind)
{
    context.border->lock_watch()->took({context.id, lock, kind});
}

void tell_lock_gave_back(ThreadContext& context, const void* lock)
{
    context.border->lock_watch()->gave_back(context.id, lock);
}

void tell_memory_gone(Border& border, const void* memory, std::size_t bytes)
{
    border.lock_watch()->forget(memory, bytes);
}

} // namespace openwdf::gate
