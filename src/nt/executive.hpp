// The executive of one machine: what ntoskrnl is to a Windows kernel, as far as drivers see it.
// It owns every kernel object and all pool memory, so the end of the machine frees what drivers
// leaked, whatever the reference counts say.
//
// Lock order: exec/lock.hpp. No lock of the executive is held while an IRP travels; the spin locks
// of drivers (the cancel lock is one) are words in memory, not exec::Locks.
#pragma once

#include "gate/border.hpp"
#include "nt/ex/pool.hpp"
#include "nt/ex/push_lock.hpp"
#include "nt/ex/worker_pool.hpp"
#include "nt/io/irp_cache.hpp"
#include "nt/io/provider.hpp"
#include "nt/ke/dispatcher.hpp"
#include "nt/ke/dpc.hpp"
#include "nt/ke/timer.hpp"
#include "nt/ke/timer_queue.hpp"
#include "nt/ob/handles.hpp"
#include "nt/ob/namespace.hpp"
#include "nt/ob/object.hpp"
#include "nt/ps/system_threads.hpp"

#include <atomic>
#include <forward_list>
#include <functional>
#include <string>
#include <string_view>

namespace openwdf::nt::io {
struct DriverRecord;
}

namespace openwdf::nt {

class Executive {
public:
    explicit Executive(gate::Border& border);
    // Precondition: no thread of the machine runs any more. Calls no driver.
    ~Executive();
    Executive(const Executive&) = delete;
    Executive& operator=(const Executive&) = delete;

    gate::Border& border() { return border_; }
    exec::Scheduler& scheduler() { return border_.scheduler(); }
    // The destructor runs: objects go away without a word to their drivers.
    bool ending() const { return ending_; }

    // \Driver\OpenWDF: the driver of the devices on our side of the border. Made on first use.
    io::DriverRecord& runtime_driver();

    ex::Pool pool;
    ob::ObjectList objects; // every live kernel object, for teardown and leak reports
    ob::Namespace names;
    ob::Handles handles;
    ke::Dispatcher dispatcher;
    ke::DpcQueues dpcs;
    ke::TimerQueue timers;
    ke::DriverTimers driver_timers;
    ps::SystemThreads threads;
    ex::WorkerPool workers;
    ex::PushLocks push_locks;
    io::IrpCache irps;
    KSPIN_LOCK cancel_lock = 0;               // IoAcquireCancelSpinLock; io/cancel.hpp
    exec::Lock<exec::Rank::waits> waits_lock; // callback objects, requests of threads
    // AttachedDevice and NextDevice chains (io/device.cpp).
    exec::Lock<exec::Rank::object_tree> device_lock;
    std::atomic<std::uint32_t> device_names{0}; // of \Device\0000000N
    io::Provider root_bus;                      // what every root device answers
    // Whose code runs where nobody says: a completion routine of an IRP's unknown creator.
    gate::DriverIdentity nobody;
    // Where DbgPrint goes; a line at a time, newline included. Default: stderr.
    std::function<void(std::string_view)> debug_print;

    // A driver's name. Kept until the machine ends, for a thread may be on its way out of the code
    // of a driver whose object is gone. Any thread.
    gate::DriverIdentity& name_driver(std::string name);

private:
    gate::Border& border_;
    std::forward_list<gate::DriverIdentity> identities_; // under device_lock
    bool ending_ = false;
    io::DriverRecord* runtime_driver_ = nullptr;
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
