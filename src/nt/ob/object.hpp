// Kernel objects: a header that drivers never see, then the body whose layout is Windows'.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"
#include "exec/work.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::ob {

enum class ObjectType : std::uint8_t { driver, device, file, thread, callback };

struct ObjectHeader;

// Queued when an object has to be destroyed later, at PASSIVE_LEVEL.
struct DeferredDestruction : exec::Work {
    ObjectHeader* object = nullptr;
};

// Aligned as the bodies are, so that a body directly behind it needs no padding.
struct alignas(16) ObjectHeader {
    ObjectHeader(Executive& owner, ObjectType object_type, void (*destroyer)(ObjectHeader&))
        : executive(owner), type(object_type), destroy(destroyer)
    {
    }

    Executive& executive;
    const ObjectType type;
    // Above PASSIVE_LEVEL the last dereference leaves the destruction to a worker (N63, N74).
    bool destroy_at_passive = false;
    std::atomic<std::int64_t> references{1};
    // Runs on the last dereference; frees the object. When the machine ends it runs once for
    // whatever is left and must not call drivers (Executive::ending()).
    void (*const destroy)(ObjectHeader&);
    std::u16string name; // "" for an object without one
    base::Link link;     // ObjectList
    DeferredDestruction deferred;
};

// Header of a body handed to drivers. Each record type (io/driver.hpp, io/device.hpp, io/file.hpp)
// places its body directly behind its header.
inline ObjectHeader& header_of(void* body)
{
    return *(static_cast<ObjectHeader*>(body) - 1);
}

// Both return the new count.
inline std::int64_t reference(void* body)
{
    return header_of(body).references.fetch_add(1, std::memory_order_relaxed) + 1;
}
// False when nobody has a reference any more: the object is going away.
bool try_reference(void* body);
// The last dereference destroys the object on the spot, or at PASSIVE where its type demands that.
std::int64_t dereference(void* body);

// The same two for a pointer of a driver's: one that is no live object stops the machine with bug
// check 0x18.
std::int64_t reference_checked(Executive& executive, void* body);
std::int64_t dereference_checked(Executive& executive, void* body);

class ObjectList {
public:
    ObjectList() = default;
    void add(ObjectHeader& header);
    void remove(ObjectHeader& header);
    // For a pointer that a driver gave: it is compared, not followed.
    bool contains(const void* body) const;
    // Destroys everything left, whatever its count. Used once, by the executive's destructor.
    void destroy_all();

private:
    mutable exec::Lock<exec::Rank::object_tree> lock_;
    base::List<ObjectHeader, &ObjectHeader::link> list_;
};

} // namespace openwdf::nt::ob
