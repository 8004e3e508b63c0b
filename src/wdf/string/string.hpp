// WDFSTRING: a copy of a counted string.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class String final : public Object {
public:
    static constexpr Kind k_kind = Kind::string;

    explicit String(Driver* driver) : Object(k_kind, driver) {}
    ~String() override;

    bool needs_passive_dispose() const override { return true; }

    // WdfStringCreate. `text` may be nullptr: an empty string without a buffer.
    // STATUS_INVALID_PARAMETER for a counted string that contradicts itself.
    static NTSTATUS create(gate::ThreadContext& context, Driver& driver, const UNICODE_STRING* text,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFSTRING* handle);

    const UNICODE_STRING& text() const { return text_; }

private:
    NTSTATUS assign(const UNICODE_STRING& text, const void* allocated_by);

    UNICODE_STRING text_{};
};

} // namespace openwdf::wdf
