#include "gate/unimplemented.hpp"

#include "gate/entry.hpp"

#include <fmt/format.h>

namespace openwdf::gate {

namespace {

std::string describe(const DdiDescriptor& descriptor)
{
    std::string slots;
    if (descriptor.kmdf_index >= 0)
        slots += fmt::format(" KMDF 1.33 slot {}", descriptor.kmdf_index);
    if (descriptor.umdf_index >= 0)
        slots += fmt::format(" UMDF 2.33 slot {}", descriptor.umdf_index);
    return fmt::format("{} is not implemented in this version of OpenWDF ({}); `openwdf compat` "
                       "lists what is",
                       descriptor.name, slots.empty() ? "" : slots.substr(1));
}

} // namespace

void unimplemented(Ddi id, const void* caller)
{
    ThreadContext* context = current_context();
    if (context == nullptr) {
        AdoptedThread adopted(id, caller);
        unimplemented(id, caller);
    }
    context->history.record(CrossingKind::entry, static_cast<std::uint16_t>(id), caller,
                            context->irql);
    bug_check(k_openwdf_not_implemented, static_cast<std::uint64_t>(id), 0, 0, 0,
              describe(k_ddi_descriptors[static_cast<std::size_t>(id)]));
}

} // namespace openwdf::gate
