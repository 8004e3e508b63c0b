// The machine behind openwdf::Machine: owns every room and takes them down in order.
//
// Lifetime, outermost first: host, strategy, border, scheduler, executive, leases of the modules,
// devices, handles. Teardown goes the other way while drivers may still answer, then stops the
// scheduler, lets transfers in flight end (their buffers belong to what comes next), and frees the
// rest whatever the reference counts say.
//
// Thread rules: `mutex_` guards the lists below and is never held while machine code runs.
#pragma once

#include "backend/backend.hpp"
#include "client/file.hpp"
#include "gate/border.hpp"
#include "gate/registry.hpp"
#include "gate/scarcity.hpp"
#include "gate/stop.hpp"
#include "loader/module_cache.hpp"
#include "nt/executive.hpp"
#include "nt/io/driver.hpp"
#include "openwdf/machine.hpp"
#include "runtime/chooser.hpp"
#include "runtime/data_races.hpp"
#include "runtime/harness_thread.hpp"
#include "runtime/peer_end.hpp"
#include "trace/recorder.hpp"
#include "verify/lock_order.hpp"
#include "wdf/bind.hpp"

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>

namespace openwdf::runtime {

class Core;

// An application handle. It unlists itself; a machine that ends first leaves it inert.
struct OpenHandle {
    OpenHandle(Core& machine, client::File opened);
    ~OpenHandle();
    OpenHandle(const OpenHandle&) = delete;
    OpenHandle& operator=(const OpenHandle&) = delete;

    Core* core;
    client::File file;
};

struct AddedDevice {
    std::string name;
    DEVICE_OBJECT* physical = nullptr;
    bool is_root = false; // made for this driver; else the device of a target
    bool removed = false;
};

struct LoadedDriver {
    LoadedDriver(std::string driver_name, loader::Lease module_lease)
        : name(std::move(driver_name)), lease(std::move(module_lease))
    {
    }

    std::string name;
    loader::Lease lease;
    nt::io::DriverRecord* record = nullptr;
    std::optional<wdf::Binding> binding; // none in a WDM driver
    bool loaded = false;                 // DriverEntry succeeded; unload is owed
    std::vector<std::shared_ptr<AddedDevice>> devices;
};

struct Target {
    std::string name;
    std::unique_ptr<backend::LowerDevice> provider;
    DEVICE_OBJECT* device = nullptr;
    backend::HidDevice* hid = nullptr; // the provider again, of a hid: target
};

class Core {
public:
    explicit Core(MachineOptions options);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // Ends the work: joins started threads, closes handles, removes devices, unloads drivers and
    // looks for what they left behind. The machine still answers questions.
    void finish();
    // Ends everything but the memory. False when a thread does not come back from driver code:
    // then the core must never be freed.
    bool tear_down();

    // Runs `body` as machine code on the calling, attached thread. False when the machine stopped.
    template <class Body> bool guarded(Body&& body)
    {
        const EnteredThread entered(*this);
        return gate::run_guarded(entered.context(), std::forward<Body>(body));
    }
    Error stopped_error() const;

    // The target stays where it is until the end of the core.
    Outcome<const Target*> add_target(std::string_view nt_name, std::string_view uri);
    // The other end of a stream is the core's, and stays too.
    Outcome<PeerEnd*> add_stream(std::string_view nt_name, std::string_view uri);
    Outcome<std::shared_ptr<LoadedDriver>> load(const std::string& path);
    Outcome<std::shared_ptr<AddedDevice>> add_device(LoadedDriver& driver, DEVICE_OBJECT* lower,
                                                     std::string name);
    Outcome<std::shared_ptr<AddedDevice>> filter(LoadedDriver& driver, std::string_view target);
    std::int32_t remove_device(AddedDevice& device);
    void unload(LoadedDriver& driver);

    // The context of the calling thread in this machine; aborts with advice when it has none.
    gate::ThreadContext& context_of_caller();
    void attach(gate::ThreadContext& context);
    void detach(gate::ThreadContext& context);
    void start(HarnessThread& thread);
    // False: the thread did not end and never will be joined.
    bool join(HarnessThread& thread);

    gate::Border& border() { return border_; }
    const gate::Border& border() const { return border_; }
    nt::Executive& executive() { return *executive_; }
    exec::Scheduler& scheduler() { return *scheduler_; }
    const exec::Scheduler& scheduler() const { return *scheduler_; }
    trace::Recorder& recorder() { return recorder_; }
    const Chooser& chooser() const { return chooser_; }

    void list(OpenHandle& handle);
    void unlist(OpenHandle& handle);

private:
    // The calling thread's context is the current one while this lives. A harness thread may work
    // for several machines in turn.
    class EnteredThread {
    public:
        explicit EnteredThread(Core& core)
            : previous_(exec::current_thread()), context_(core.context_of_caller())
        {
            exec::make_current(&context_);
        }
        ~EnteredThread() { exec::make_current(previous_); }
        EnteredThread(const EnteredThread&) = delete;
        EnteredThread& operator=(const EnteredThread&) = delete;

        gate::ThreadContext& context() const { return context_; }

    private:
        exec::Thread* previous_;
        gate::ThreadContext& context_;
    };

    struct Attached {
        std::thread::id os_thread;
        gate::ThreadContext* context;
    };

    std::size_t target_count();
    exec::SchedulerConfig scheduler_config();
    void watch();
    void make_scheduler();
    static bool owns_address(const void* core, const void* address);

    base::Result<void> enter_driver(LoadedDriver& driver);
    base::Result<void> build_stack(LoadedDriver& driver, AddedDevice& device, DEVICE_OBJECT* lower);
    base::Result<void> bind(LoadedDriver& driver, const openwdf_image& image);
    void leave_driver(LoadedDriver& driver);
    void unbind(LoadedDriver& driver);
    Error load_error(const std::string& path, base::Status status) const;

    void end_work();
    void join_started();
    void close_handles();
    void remove_drivers();
    void remove_targets();
    bool end_threads();
    bool wait_for_system_threads();
    Outcome<backend::Backend> make_backend(std::string_view uri);
    Outcome<const Target*> add_device_of(backend::Backend made, std::string_view nt_name);
    // After a stop: no transfer of Linux' uses the machine's or a caller's buffers any more. False
    // when Linux does not end one within k_patience.
    bool settle();
    // The same for a thread that is about to leave frames which may be such a buffer: it either
    // may go on, or the process ends.
    void settle_or_abort();
    std::vector<const base::InFlight*> all_transfers();
    std::string targets_in_flight();

    const MachineOptions options_;
    std::unique_ptr<host::Host> host_;
    Chooser chooser_;
    gate::Border border_;
    trace::Recorder recorder_;
    std::optional<verify::LockOrder> lock_order_;
    std::optional<gate::Scarcity> scarcity_;
    std::optional<DataRaces> data_races_;
    // Processors' own threads that still serve.
    CountedThreads services_;
    std::deque<Target> targets_; // outlive the scheduler, whose ports end their transfers
    std::vector<std::unique_ptr<PeerEnd>> peers_; // so do these
    std::unique_ptr<exec::Scheduler> scheduler_;
    std::unique_ptr<nt::Executive> executive_;
    std::unique_ptr<gate::RegisteredMachine> registered_;
    gate::ThreadContext main_;

    std::mutex mutex_;
    std::vector<Attached> attached_;
    std::vector<HarnessThread*> started_;
    std::vector<OpenHandle*> handles_;
    std::vector<std::shared_ptr<LoadedDriver>> drivers_; // in order of loading
    bool quarantined_ = false; // a thread was left behind: nothing may be freed
};

} // namespace openwdf::runtime
