#include "runtime/core.hpp"

#include "base/utf.hpp"
#include "runtime/report_copy.hpp"
#include "runtime/spin.hpp"
#include "runtime/stuck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace openwdf::runtime {

namespace {

std::unique_ptr<host::Host> make_host(const MachineOptions& options)
{
    return options.simulated ? host::make_simulated_host(options.seed, options.faults.transfers)
                             : host::make_linux_host();
}

// Scheduling, latency and scarcity draw different numbers.
constexpr std::uint64_t k_scarcity_apart = 0xA0761D6478BD642FU;

constexpr auto k_status_invalid_parameter = static_cast<std::int32_t>(0xC000000DU);

gate::Profile gate_profile(Profile profile)
{
    return profile == Profile::on ? gate::Profile::on : gate::Profile::windows;
}

} // namespace

Core::Core(MachineOptions options)
    : options_(std::move(options)), host_(make_host(options_)), chooser_(options_),
      border_(gate_profile(options_.profile)), main_("main", border_)
{
    if (options_.on_bug_check) {
        border_.on_bug_check = [this](const gate::BugCheckReport& report) {
            options_.on_bug_check(copy_report(report));
        };
    }
    watch();
    // Before there are threads: a processor that finds the machine stopped reads it.
    border_.settle_io = [this] { settle_or_abort(); };
    make_scheduler();
    border_.set_scheduler(*scheduler_);
    attach(main_);
    executive_ = std::make_unique<nt::Executive>(border_);
    if (options_.debug_print)
        executive_->debug_print = options_.debug_print;
    registered_ = std::make_unique<gate::RegisteredMachine>(border_, this, &owns_address);
}

void Core::watch()
{
    if (options_.trace)
        border_.add_observer(recorder_);
    if (options_.simulated && options_.faults.allocations != 0) {
        scarcity_.emplace(options_.seed ^ k_scarcity_apart, options_.faults.allocations);
        border_.make_scarce(*scarcity_);
    }
    if (options_.find_races)
        data_races_.emplace();
    if (!options_.simulated || !options_.lock_order || options_.profile != Profile::on)
        return;
    lock_order_.emplace([this](std::string text, std::vector<gate::Standpoint> others) {
        border_.complain("lock-order", std::move(text), std::move(others));
    });
    border_.watch_locks(*lock_order_);
}

void Core::make_scheduler()
{
    if (options_.simulated)
        scheduler_ =
            exec::make_simulated_scheduler(*host_, chooser_.strategy(), scheduler_config());
    else
        scheduler_ = exec::make_live_scheduler(*host_, scheduler_config());
}

exec::SchedulerConfig Core::scheduler_config()
{
    exec::SchedulerConfig config;
    config.processors = std::max(options_.processors, 1U);
    config.make_thread = [this](std::string name, std::function<void()> body) {
        return std::make_unique<ServiceThread>(std::move(name), border_, services_,
                                               std::move(body));
    };
    config.os_threads = options_.os_threads;
    config.find_races = options_.find_races;
    config.on_deadlock = [this](const exec::DeadlockReport& report) {
        border_.stop(describe_deadlock(report));
    };
    config.step_budget = options_.step_budget;
    config.on_step_budget = [this] { border_.stop(describe_endless_run(options_.step_budget)); };
    config.spin_limit = options_.spin_limit.count();
    config.on_spin = [this](const void* instruction) {
        end_spinning_driver(options_.seed, options_.spin_limit.count(), instruction);
    };
    return config;
}

bool Core::owns_address(const void* core, const void* address)
{
    auto& self = *const_cast<Core*>(static_cast<const Core*>(core));
    const std::lock_guard guard(self.mutex_);
    return std::any_of(self.drivers_.begin(), self.drivers_.end(), [address](const auto& driver) {
        return driver->lease.module().contains(address);
    });
}

Error Core::stopped_error() const
{
    const auto report = border_.bug_check();
    if (!report.has_value())
        return {k_machine_stopped, "the machine has ended"};
    return {k_machine_stopped, fmt::format("the machine stopped: bug check 0x{:X}: {}",
                                           report->bug_check.code, report->bug_check.explanation)};
}

Outcome<backend::Backend> Core::make_backend(std::string_view uri)
{
    const auto number = static_cast<std::uint32_t>(target_count());
    return backend::make_backend({*host_, *scheduler_, number}, uri);
}

Outcome<const Target*> Core::add_target(std::string_view nt_name, std::string_view uri)
{
    auto made = make_backend(uri);
    if (!made.ok())
        return made.error();
    if (made.value().peer != nullptr)
        return Error{k_status_invalid_parameter,
                     fmt::format("target '{}': both ends are new, and add_target keeps only one; "
                                 "Machine::add_stream returns the other",
                                 uri)};
    return add_device_of(std::move(made.value()), nt_name);
}

Outcome<PeerEnd*> Core::add_stream(std::string_view nt_name, std::string_view uri)
{
    auto made = make_backend(uri);
    if (!made.ok())
        return made.error();
    std::unique_ptr<host::Stream> peer = std::move(made.value().peer);
    if (peer == nullptr)
        return Error{k_status_invalid_parameter,
                     fmt::format("target '{}': its other end belongs to somebody else; streams "
                                 "with both ends are tty:pty, unix:pair, tcp:pair, fifo:pair",
                                 uri)};
    if (auto added = add_device_of(std::move(made.value()), nt_name); !added.ok())
        return added.error();
    const std::lock_guard guard(mutex_);
    peers_.push_back(std::make_unique<PeerEnd>(*scheduler_, std::move(peer)));
    return peers_.back().get();
}

Outcome<const Target*> Core::add_device_of(backend::Backend made, std::string_view nt_name)
{
    Target target{std::string(nt_name), std::move(made.device), nullptr, made.hid};
    nt::io::ProviderSpec spec = made.spec;
    spec.name = base::to_utf16(nt_name);
    base::Result<DEVICE_OBJECT*> device = base::Failure{k_machine_stopped};
    if (!guarded(
            [&] { device = nt::io::add_provider_device(*executive_, *target.provider, spec); }))
        return stopped_error();
    if (!device.ok())
        return Error{device.status(),
                     fmt::format("target name '{}' cannot be used: {} (a name is an NT path such "
                                 "as \\Device\\Source, and may be taken once)",
                                 nt_name, status_name(device.status()))};
    target.device = device.value();
    const std::lock_guard guard(mutex_);
    return &targets_.emplace_back(std::move(target));
}

std::size_t Core::target_count()
{
    const std::lock_guard guard(mutex_);
    return targets_.size();
}

void Core::list(OpenHandle& handle)
{
    const std::lock_guard guard(mutex_);
    handles_.push_back(&handle);
}

void Core::unlist(OpenHandle& handle)
{
    const std::lock_guard guard(mutex_);
    std::erase(handles_, &handle);
}

OpenHandle::OpenHandle(Core& machine, client::File opened) : core(&machine), file(std::move(opened))
{
    core->list(*this);
}

OpenHandle::~OpenHandle()
{
    if (core != nullptr)
        core->unlist(*this);
}

} // namespace openwdf::runtime
