// The end of a machine.
#include "runtime/core.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace openwdf::runtime {

namespace {

constexpr std::chrono::microseconds k_poll{100};

} // namespace

void Core::finish()
{
    join_started();
    end_work();
}

void Core::end_work()
{
    close_handles();
    remove_drivers();
    remove_targets();
    if (data_races_.has_value())
        data_races_->report(border_);
}

bool Core::tear_down()
{
    end_work();
    if (end_threads() && !quarantined_)
        return true;
    for (auto& driver : drivers_)
        driver->lease.abandon();
    if (exec::current_thread() == &main_)
        exec::make_current(nullptr);
    return false;
}

Core::~Core()
{
    // After a stop the framework's objects are still there; nothing runs when they go.
    for (auto& driver : drivers_)
        unbind(*driver);
    executive_.reset();
    detach(main_);
    // The calling thread may go on working for another machine; it must be nobody's here.
    exec::Thread* elsewhere = exec::make_current(nullptr);
    scheduler_.reset();
    exec::make_current(elsewhere);
    // No thread of the machine is left: the modules may go back.
    registered_.reset();
    if (options_.trace)
        border_.remove_observer(recorder_);
}

// A thread that is stuck in a driver ends with the machine that stopped because of it.
void Core::join_started()
{
    for (;;) {
        HarnessThread* thread = nullptr;
        {
            const std::lock_guard guard(mutex_);
            if (!started_.empty())
                thread = started_.front();
        }
        if (thread == nullptr)
            return;
        (void)join(*thread);
    }
}

void Core::close_handles()
{
    std::vector<OpenHandle*> left;
    {
        const std::lock_guard guard(mutex_);
        left.swap(handles_);
    }
    for (OpenHandle* handle : left) {
        handle->core = nullptr;
        (void)guarded([&] { handle->file.close(); });
    }
}

void Core::remove_drivers()
{
    std::vector<std::shared_ptr<LoadedDriver>> loaded;
    {
        const std::lock_guard guard(mutex_);
        loaded = drivers_;
    }
    for (auto driver = loaded.rbegin(); driver != loaded.rend(); ++driver)
        unload(**driver);
}

void Core::remove_targets()
{
    for (Target& target : targets_) {
        if (DEVICE_OBJECT* device = std::exchange(target.device, nullptr))
            (void)guarded([&] { nt::io::remove_provider_device(*device); });
    }
}

bool Core::end_threads()
{
    const EnteredThread entered(*this);
    scheduler_->stop();
    join_started();
    if (!scheduler_->simulated() && !services_.wait_until_none()) {
        std::fprintf(stderr, "openwdf: a processor does not come back from a driver's routine; it "
                             "is left behind with its machine.\n");
        return false;
    }
    if (!wait_for_system_threads()) {
        std::fprintf(stderr, "openwdf: a system thread or worker does not come back from a "
                             "driver's routine; it is left behind with its machine.\n");
        return false;
    }
    executive_->threads.join_all();
    if (settle())
        return true;
    std::fprintf(stderr,
                 "openwdf: Linux does not end a transfer of %s; the machine is left behind, "
                 "because the transfer may still move its bytes.\n",
                 targets_in_flight().c_str());
    return false;
}

// Joining lets the fibers of a simulated machine run to their ends by itself.
bool Core::wait_for_system_threads()
{
    const auto until = std::chrono::steady_clock::now() + k_patience;
    while (!scheduler_->simulated() && executive_->threads.running() != 0) {
        if (std::chrono::steady_clock::now() >= until)
            return false;
        std::this_thread::sleep_for(k_poll);
    }
    return true;
}

// In real time the processors' threads still reap after a stop; virtual time stands still, and
// whatever is in flight is brought to its end here. Streams have no part in it: Linux has none of
// their buffers.
bool Core::settle()
{
    if (host::Simulation* simulation = host_->simulation()) {
        while (simulation->next_completion() != base::k_never) {
            simulation->advance_to(
                std::max(simulation->next_completion(), host_->interrupt_time()));
            simulation->complete_next();
        }
        return true;
    }
    const auto end = base::InFlight::Clock::now() + k_patience;
    for (const base::InFlight* transfers : all_transfers()) {
        if (!transfers->wait_until_none(end))
            return false;
    }
    return true;
}

std::vector<const base::InFlight*> Core::all_transfers()
{
    std::vector<const base::InFlight*> all;
    const std::lock_guard guard(mutex_);
    for (const Target& target : targets_) {
        if (const base::InFlight* transfers = target.provider->in_flight())
            all.push_back(transfers);
    }
    return all;
}

void Core::settle_or_abort()
{
    if (settle())
        return;
    std::fprintf(stderr,
                 "openwdf: the machine stopped, but Linux does not end a transfer of %s. Its bytes "
                 "may still arrive on the stack of a thread that has to leave: the process ends.\n",
                 targets_in_flight().c_str());
    std::abort();
}

std::string Core::targets_in_flight()
{
    std::string names;
    const std::lock_guard guard(mutex_);
    for (const Target& target : targets_) {
        const base::InFlight* transfers = target.provider->in_flight();
        if (transfers != nullptr && transfers->count() != 0)
            names += (names.empty() ? "'" : ", '") + target.name + "'";
    }
    return names;
}

} // namespace openwdf::runtime
