#include "nt/ob/object.hpp"

#include "gate/stop.hpp"
#include "nt/executive.hpp"

#include <mutex>

namespace openwdf::nt::ob {

namespace {

ObjectHeader& owner_of(exec::Work& work)
{
    return *static_cast<DeferredDestruction&>(work).object;
}

void destroy_posted(exec::Work& work)
{
    ObjectHeader& header = owner_of(work);
    gate::ThreadContext& context = *gate::current_context();
    if (context.irql > exec::k_passive_level) {
        header.executive.deferred.add(header);
        return;
    }
    // A freeze meanwhile leaves the object to the executive's destructor.
    (void)gate::run_guarded(context, [&] { header.destroy(header); });
}

void destroy(ObjectHeader& header)
{
    const exec::Thread* thread = exec::current_thread();
    const bool raised = thread != nullptr && thread->irql > exec::k_passive_level;
    if (!header.destroy_at_passive || !raised) {
        header.destroy(header);
        return;
    }
    header.deferred.object = &header;
    header.deferred.run = destroy_posted;
    thread->processor->post(header.deferred);
}

} // namespace

std::int64_t dereference(void* body)
{
    ObjectHeader& header = header_of(body);
    const std::int64_t before = header.references.fetch_sub(1, std::memory_order_acq_rel);
    if (before > 1) [[likely]]
        return before - 1;
    if (before < 1) [[unlikely]]
        gate::bug_check(REFERENCE_BY_POINTER, 0, reinterpret_cast<std::uint64_t>(body), 0, 0,
                        "an object was dereferenced more often than it was referenced");
    destroy(header);
    return 0;
}

void DeferredObjects::add(ObjectHeader& header)
{
    std::lock_guard guard(lock_);
    header.deferred.next = first_;
    first_ = &header.deferred;
}

void DeferredObjects::destroy()
{
    for (;;) {
        exec::Work* work = nullptr;
        {
            std::lock_guard guard(lock_);
            work = first_;
            if (work != nullptr)
                first_ = work->next;
        }
        if (work == nullptr)
            return;
        ObjectHeader& header = owner_of(*work);
        header.destroy(header);
    }
}

void ObjectList::add(ObjectHeader& header)
{
    std::lock_guard guard(lock_);
    list_.push_back(header);
}

void ObjectList::remove(ObjectHeader& header)
{
    std::lock_guard guard(lock_);
    if (header.link.listed())
        list_.remove(header);
}

void ObjectList::destroy_all()
{
    for (;;) {
        ObjectHeader* header = nullptr;
        {
            std::lock_guard guard(lock_);
            header = list_.pop_front();
        }
        if (header == nullptr)
            return;
        header->destroy(*header);
    }
}

} // namespace openwdf::nt::ob
