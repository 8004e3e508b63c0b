// WDFLOOKASIDE: memory objects of one size with the same attributes. Nothing is kept for reuse: a
// fresh block per memory object lets sanitizers see what a driver does to a freed one.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

#include <optional>

namespace openwdf::wdf {

class Lookaside final : public Object {
public:
    static constexpr Kind k_kind = Kind::lookaside;

    struct Settings {
        std::size_t size_bytes;
        POOL_TYPE pool;
        ULONG tag;
    };

    Lookaside(Driver* driver, const Settings& settings, const WDF_OBJECT_ATTRIBUTES* memory);

    // WdfLookasideListCreate. STATUS_INVALID_PARAMETER for size 0, and for a paged list whose
    // memory objects would belong to another device than the list.
    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, const Settings& settings,
                           const WDF_OBJECT_ATTRIBUTES* memory_attributes, WDFLOOKASIDE* handle);

    std::size_t size_bytes() const { return settings_.size_bytes; }
    ULONG tag() const { return settings_.tag; }
    const WDF_OBJECT_ATTRIBUTES* memory_attributes() const
    {
        return memory_attributes_ ? &*memory_attributes_ : nullptr;
    }

private:
    Settings settings_;
    std::optional<WDF_OBJECT_ATTRIBUTES> memory_attributes_;
};

} // namespace openwdf::wdf
