// WDFDPC: a KDPC with a framework callback.
#pragma once

#include "nt/ke/dpc.hpp"
#include "wdf/object/object.hpp"
#include "wdf/sync/scope.hpp"

namespace openwdf::wdf {

class Dpc final : public Object {
public:
    static constexpr Kind k_kind = Kind::dpc;

    Dpc(Driver* driver, Object& parent, const WDF_DPC_CONFIG& config, ScopeLock* scope_lock);
    ~Dpc() override;

    // WdfDpcCreate. STATUS_INFO_LENGTH_MISMATCH, and what
    // serialization_below says.
    static NTSTATUS create(Driver& driver, Object& parent, const WDF_DPC_CONFIG& config,
                           const WDF_OBJECT_ATTRIBUTES& attributes, WDFDPC* handle);

    Object& associated() const { return parent_; }
    KDPC& wdm() { return dpc_; }
    bool needs_passive_dispose() const override { return true; }

    // False when it is queued already.
    bool enqueue(gate::ThreadContext& context);
    // True: it was queued and will not run. Otherwise `wait` waits for the callback's end.
    bool cancel(bool wait);

private:
    void rundown() override;
    void abandon() override;

    static void run(KDPC& dpc, void* self);
    nt::ke::DpcQueues& dpcs() const;

    Object& parent_; // referenced
    const PFN_WDF_DPC callback_;
    ScopeLock* const scope_lock_;
    KDPC dpc_{};
};

} // namespace openwdf::wdf
