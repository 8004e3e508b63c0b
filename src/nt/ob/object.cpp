#include "nt/ob/object.hpp"

#include "gate/stop.hpp"
#include "nt/executive.hpp"

#include <mutex>

namespace openwdf::nt::ob {

namespace {

// A freeze meanwhile leaves the object to the executive's destructor.
void destroy_deferred(exec::Work& work)
{
    ObjectHeader& header = *static_cast<DeferredDestruction&>(work).object;
    header.destroy(header);
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
    header.deferred.run = destroy_deferred;
    header.executive.workers.queue(header.deferred);
}

} // namespace

bool try_reference(void* body)
{
    std::atomic<std::int64_t>& references = header_of(body).references;
    std::int64_t count = references.load(std::memory_order_relaxed);
    while (count > 0) {
        if (references.compare_exchange_weak(count, count + 1, std::memory_order_relaxed))
            return true;
    }
    return false;
}

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

namespace {

// PsGetCurrentThread on a thread that no driver made: no object stands behind it, and it outlives
// whatever a driver does there.
bool is_thread_of_harness(const void* body)
{
    return body == gate::current_context();
}

void require_live(Executive& executive, void* body)
{
    if (!executive.objects.contains(body))
        gate::bug_check(REFERENCE_BY_POINTER, 0, reinterpret_cast<std::uint64_t>(body), 0, 0,
                        "a pointer that is no object, or no more, was referenced or dereferenced: "
                        "an object was dereferenced more often than it was referenced");
}

} // namespace

std::int64_t reference_checked(Executive& executive, void* body)
{
    if (is_thread_of_harness(body))
        return 1;
    require_live(executive, body);
    return reference(body);
}

std::int64_t dereference_checked(Executive& executive, void* body)
{
    if (is_thread_of_harness(body))
        return 1;
    require_live(executive, body);
    return dereference(body);
}

bool ObjectList::contains(const void* body) const
{
    std::lock_guard guard(lock_);
    const ObjectHeader* header = list_.front();
    while (header != nullptr && header + 1 != body)
        header = list_.after(*header);
    return header != nullptr;
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
