#include "wdf/dpc/dpc.hpp"

#include "gate/callback.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/attributes.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/sync/serialization.hpp"

namespace openwdf::wdf {

Dpc::Dpc(Driver* driver, Object& parent, const WDF_DPC_CONFIG& config, ScopeLock* scope_lock)
    : Object(k_kind, driver), parent_(parent), callback_(config.EvtDpcFunc), scope_lock_(scope_lock)
{
    parent_.reference();
    nt::ke::initialize_runtime_dpc(dpc_, run, this);
}

Dpc::~Dpc()
{
    if (!driver().border().stopped())
        parent_.dereference();
}

NTSTATUS Dpc::create(Driver& driver, Object& parent, const WDF_DPC_CONFIG& config,
                     const WDF_OBJECT_ATTRIBUTES& attributes, WDFDPC* handle)
{
    if (!known_size<WDF_DPC_CONFIG>(config.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    const NTSTATUS status = check_attributes(&attributes, ParentRule::required);
    if (!NT_SUCCESS(status))
        return status;
    auto lock = serialization_below(parent, config.AutomaticSerialization != FALSE, false);
    if (!lock.ok())
        return lock.status();
    auto dpc =
        published(create_object<Dpc>(&driver, &attributes, parent, config, lock.value()), parent);
    if (dpc.ok())
        *handle = static_cast<WDFDPC>(dpc.value()->handle());
    return dpc.status();
}

nt::ke::DpcQueues& Dpc::dpcs() const
{
    return driver().executive().dpcs;
}

bool Dpc::enqueue(gate::ThreadContext& context)
{
    return dpcs().insert(context, dpc_, nullptr, nullptr, nullptr);
}

void Dpc::run(KDPC&, void* dpc)
{
    Dpc& self = *static_cast<Dpc*>(dpc);
    if (self.callback_ == nullptr)
        return;
    ScopeGuard scope(*gate::current_context(), self.scope_lock_);
    gate::call_driver<gate::Callback::EvtDpcFunc>(self.driver().identity(),
                                                  gate::DriverFn<void(WDFDPC)>(self.callback_),
                                                  static_cast<WDFDPC>(self.handle()));
    scope.leave();
}

bool Dpc::cancel(bool wait)
{
    const bool removed = dpcs().remove(dpc_);
    if (!removed && wait)
        dpcs().flush();
    return removed;
}

void Dpc::rundown()
{
    dpcs().flush();
}

void Dpc::abandon()
{
    (void)dpcs().remove(dpc_);
}

} // namespace openwdf::wdf
