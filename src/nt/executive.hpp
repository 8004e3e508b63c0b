// The executive of one machine: what ntoskrnl is to a Windows kernel, as far as drivers see it.
// It owns every kernel object and all pool memory, so the end of the machine frees what drivers
// leaked, whatever the reference counts say.
//
// Lock order: exec/lock.hpp. No lock of the executive is held while an IRP travels.
#pragma once

#include "gate/border.hpp"
#include "nt/ex/pool.hpp"
#include "nt/io/irp_cache.hpp"
#include "nt/ke/dispatcher.hpp"
#include "nt/ob/namespace.hpp"
#include "nt/ob/object.hpp"

namespace openwdf::nt {

class Executive {
public:
    explicit Executive(gate::Border& border);
    ~Executive();
    Executive(const Executive&) = delete;
    Executive& operator=(const Executive&) = delete;

    gate::Border& border() { return border_; }
    exec::Scheduler& scheduler() { return border_.scheduler(); }

    ex::Pool pool;
    ob::ObjectList objects; // every live kernel object, for teardown and leak reports
    ob::Namespace names;
    ke::Dispatcher dispatcher;
    io::IrpCache irps;
    exec::Lock<exec::Rank::cancel> cancel_lock;

private:
    gate::Border& border_;
};

inline Executive& executive_of(const gate::ThreadContext& context)
{
    return *context.border->executive;
}

// The executive of the current thread's machine. Precondition: the thread is attached.
inline Executive& current_executive()
{
    return executive_of(*gate::current_context());
}

} // namespace openwdf::nt
