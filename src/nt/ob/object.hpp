// Kernel objects: a header that drivers never see, then the body whose layout is Windows'.
#pragma once

#include "base/list.hpp"
#include "exec/lock.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::ob {

enum class ObjectType : std::uint8_t { driver, device, file };

struct ObjectHeader {
    ObjectHeader(Executive& owner, ObjectType object_type, void (*destroyer)(ObjectHeader&))
        : executive(owner), type(object_type), destroy(destroyer)
    {
    }

    Executive& executive;
    const ObjectType type;
    std::atomic<std::int64_t> references{1};
    // Runs on the last dereference; frees the object.
    void (*const destroy)(ObjectHeader&);
    std::u16string name; // "" for an object without one
    base::Link link;     // ObjectList
};

// Header of a body handed to drivers. Each record type (io/driver.hpp, io/device.hpp, io/file.hpp)
// places its body directly behind its header.
ObjectHeader& header_of(void* body);

void reference(void* body);
// The last dereference destroys the object on the spot (callers run at PASSIVE where it matters).
void dereference(void* body);

class ObjectList {
public:
    ObjectList() = default;
    void add(ObjectHeader& header);
    void remove(ObjectHeader& header);
    // Destroys everything left, whatever its count. Used once, by the executive's destructor.
    void destroy_all();

private:
    exec::Lock<exec::Rank::object_tree> lock_;
    base::List<ObjectHeader, &ObjectHeader::link> list_;
};

} // namespace openwdf::nt::ob
