#include "gate/registry.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

namespace openwdf::gate {

namespace {

struct Registry {
    std::mutex mutex;
    std::vector<RegisteredMachine*> machines;
};

Registry& registry()
{
    static Registry instance;
    return instance;
}

} // namespace

RegisteredMachine::RegisteredMachine(Border& border, const void* machine, OwnsAddress owns_address)
    : border_(border), machine_(machine), owns_address_(owns_address)
{
    std::lock_guard guard(registry().mutex);
    registry().machines.push_back(this);
}

RegisteredMachine::~RegisteredMachine()
{
    std::lock_guard guard(registry().mutex);
    std::erase(registry().machines, this);
}

Border* find_machine_of(const void* address)
{
    std::lock_guard guard(registry().mutex);
    const auto& machines = registry().machines;
    for (const RegisteredMachine* machine : machines) {
        if (machine->owns(address))
            return &machine->border();
    }
    return machines.size() == 1 ? &machines.front()->border() : nullptr;
}

} // namespace openwdf::gate
