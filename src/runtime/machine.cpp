// openwdf::Machine and its values: each call is one call of the core.
#include "openwdf/machine.hpp"

#include "runtime/core.hpp"
#include "runtime/hid_peer_state.hpp"
#include "runtime/report_copy.hpp"

#include <fmt/format.h>

#include <cstring>

namespace openwdf {

namespace {

constexpr auto k_status_pipe_broken = static_cast<std::int32_t>(0xC000014BU);

} // namespace

struct Machine::State {
    explicit State(MachineOptions options)
        : core(std::make_unique<runtime::Core>(std::move(options)))
    {
    }
    ~State()
    {
        // A core that a thread is still using is left behind on purpose.
        if (!core->tear_down())
            (void)core.release();
    }

    std::unique_ptr<runtime::Core> core;
};

struct Device::State {
    runtime::Core& core;
    std::shared_ptr<runtime::AddedDevice> device;
};

struct Driver::State {
    runtime::Core& core;
    std::shared_ptr<runtime::LoadedDriver> driver;
};

struct Attachment::State {
    State(runtime::Core& machine, std::string name)
        : core(machine), context(std::move(name), machine.border())
    {
        core.attach(context);
    }
    ~State() { core.detach(context); }

    runtime::Core& core;
    gate::ThreadContext context;
};

struct Thread::State {
    State(runtime::Core& machine, std::string name, std::function<void()> body)
        : core(machine), thread(std::make_unique<runtime::HarnessThread>(
                             std::move(name), machine.border(), std::move(body)))
    {
        core.start(*thread);
    }
    void join()
    {
        // The machine's end joins what runs still. A thread that is left behind keeps its context.
        if (thread != nullptr && !thread->joined() && !core.join(*thread))
            (void)thread.release();
        thread.reset();
    }

    runtime::Core& core;
    std::unique_ptr<runtime::HarnessThread> thread;
};

struct Peer::State {
    // Runs a read or write of the far end as machine code; what ended it, or nothing.
    template <class Transfer> Outcome<void> run(Transfer&& transfer)
    {
        std::int32_t error = 0;
        if (!core.guarded([&] { error = transfer(end, core.executive()); }))
            return core.stopped_error();
        if (error == 0)
            return {};
        return Error{k_status_pipe_broken,
                     fmt::format("the stream ends: {}", std::strerror(-error))};
    }

    runtime::Core& core;
    runtime::PeerEnd& end;
};

struct Handle::State : runtime::OpenHandle {
    using runtime::OpenHandle::OpenHandle;

    template <class Request> IoResult send(Request&& request)
    {
        if (core == nullptr)
            return {k_machine_stopped, 0};
        nt::io::IoResult result{k_machine_stopped, 0};
        if (!core->guarded([&] { result = request(file); }))
            return {k_machine_stopped, 0};
        return {result.status, result.information};
    }
};

// ---- Machine -----------------------------------------------------------------------------------

Machine::Machine(MachineOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Machine::~Machine() = default;

Outcome<void> Machine::add_target(std::string_view nt_name, std::string_view uri)
{
    auto target = state_->core->add_target(nt_name, uri);
    return target.ok() ? Outcome<void>() : target.error();
}

Outcome<HidPeer> Machine::add_hid(std::string_view nt_name, std::string_view uri)
{
    constexpr auto k_status_invalid_parameter = static_cast<std::int32_t>(0xC000000D);
    if (!uri.starts_with("hid:"))
        return Error{k_status_invalid_parameter,
                     fmt::format("target '{}': add_hid() takes hid: targets", uri)};
    auto target = state_->core->add_target(nt_name, uri);
    if (!target.ok())
        return target.error();
    return HidPeer(
        std::make_shared<HidPeer::State>(HidPeer::State{*state_->core, *target.value()->hid}));
}

Outcome<Peer> Machine::add_stream(std::string_view nt_name, std::string_view uri)
{
    auto end = state_->core->add_stream(nt_name, uri);
    if (!end.ok())
        return end.error();
    return Peer(std::make_unique<Peer::State>(Peer::State{*state_->core, *end.value()}));
}

Outcome<Driver> Machine::load(const std::string& path)
{
    auto driver = state_->core->load(path);
    if (!driver.ok())
        return driver.error();
    return Driver(
        std::make_shared<Driver::State>(Driver::State{*state_->core, std::move(driver.value())}));
}

Outcome<Handle> Machine::open(std::string_view name)
{
    runtime::Core& core = *state_->core;
    base::Result<client::File> file = base::Failure{k_machine_stopped};
    if (!core.guarded([&] { file = client::File::open(core.executive(), name); }))
        return core.stopped_error();
    if (!file.ok())
        return Error{file.status(),
                     fmt::format("'{}' cannot be opened: {}", name, status_name(file.status()))};
    return Handle(std::make_unique<Handle::State>(core, file.take()));
}

Thread Machine::start(std::string name, std::function<void()> body)
{
    return Thread(std::make_unique<Thread::State>(*state_->core, std::move(name), std::move(body)));
}

Attachment Machine::attach(std::string name)
{
    return Attachment(std::make_unique<Attachment::State>(*state_->core, std::move(name)));
}

void Machine::sleep(std::chrono::nanoseconds time)
{
    constexpr std::int64_t k_tick = 100;
    LARGE_INTEGER interval;
    interval.QuadPart = -((time.count() + k_tick - 1) / k_tick); // negative: from now on
    (void)state_->core->guarded(
        [&] { (void)state_->core->executive().dispatcher.delay(interval); });
}

void Machine::finish()
{
    state_->core->finish();
}

void Machine::fail(std::string text)
{
    state_->core->border().complain("scenario", std::move(text));
}

Schedule Machine::schedule() const
{
    return state_->core->chooser().schedule();
}

std::uint64_t Machine::schedule_fingerprint() const
{
    return state_->core->chooser().fingerprint();
}

std::optional<std::size_t> Machine::replay_diverged_at() const
{
    return state_->core->chooser().diverged_at();
}

std::optional<BugCheckReport> Machine::bug_check() const
{
    const auto report = state_->core->border().bug_check();
    if (!report.has_value())
        return std::nullopt;
    return runtime::copy_report(*report);
}

std::vector<ContractReport> Machine::reports() const
{
    std::vector<ContractReport> copies;
    for (const gate::Report& report : state_->core->border().reports())
        copies.push_back(runtime::copy_report(report));
    return copies;
}

std::vector<TraceEvent> Machine::trace() const
{
    return state_->core->recorder().events();
}

void Machine::clear_trace()
{
    state_->core->recorder().clear();
}

std::uint64_t Machine::dropped_trace_events() const
{
    return state_->core->recorder().dropped();
}

std::int64_t Machine::now() const
{
    return state_->core->scheduler().interrupt_time();
}

// ---- Handle ------------------------------------------------------------------------------------

Handle::Handle(std::unique_ptr<State> state) : state_(std::move(state)) {}
Handle::Handle(Handle&&) noexcept = default;

Handle& Handle::operator=(Handle&& other) noexcept
{
    close();
    state_ = std::move(other.state_);
    return *this;
}

Handle::~Handle()
{
    close();
}

IoResult Handle::read(std::span<std::byte> buffer, std::int64_t offset)
{
    return state_->send([&](client::File& file) { return file.read(buffer, offset); });
}

IoResult Handle::write(std::span<const std::byte> buffer, std::int64_t offset)
{
    return state_->send([&](client::File& file) { return file.write(buffer, offset); });
}

IoResult Handle::ioctl(std::uint32_t code, std::span<const std::byte> input,
                       std::span<std::byte> output)
{
    return state_->send([&](client::File& file) { return file.ioctl(code, input, output); });
}

bool Handle::cancel()
{
    unsigned cancelled = 0;
    if (state_ != nullptr && state_->core != nullptr)
        (void)state_->core->guarded([&] { cancelled = state_->file.cancel(); });
    return cancelled != 0;
}

void Handle::close()
{
    if (state_ == nullptr || state_->core == nullptr || !state_->file.is_open())
        return;
    (void)state_->core->guarded([&] { state_->file.close(); });
}

// ---- Driver, Device ----------------------------------------------------------------------------

const std::string& Driver::name() const
{
    return state_->driver->name;
}

Outcome<Device> Driver::add_device()
{
    auto device = state_->core.add_device(*state_->driver, nullptr, "");
    if (!device.ok())
        return device.error();
    return Device(
        std::make_shared<Device::State>(Device::State{state_->core, std::move(device.value())}));
}

Outcome<Device> Driver::filter(std::string_view target_name)
{
    auto device = state_->core.filter(*state_->driver, target_name);
    if (!device.ok())
        return device.error();
    return Device(
        std::make_shared<Device::State>(Device::State{state_->core, std::move(device.value())}));
}

void Driver::unload()
{
    state_->core.unload(*state_->driver);
}

const std::string& Device::name() const
{
    return state_->device->name;
}

std::int32_t Device::remove()
{
    return state_->core.remove_device(*state_->device);
}

// ---- Peer --------------------------------------------------------------------------------------

Peer::Peer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Peer::Peer(Peer&&) noexcept = default;
Peer& Peer::operator=(Peer&&) noexcept = default;
Peer::~Peer() = default;

Outcome<std::string> Peer::read(std::size_t count)
{
    std::string bytes;
    auto done = state_->run([&](runtime::PeerEnd& end, nt::Executive& executive) {
        return end.read(executive, count, bytes);
    });
    if (!done.ok())
        return done.error();
    return bytes;
}

Outcome<void> Peer::write(std::string_view bytes)
{
    return state_->run([&](runtime::PeerEnd& end, nt::Executive& executive) {
        return end.write(executive, bytes);
    });
}

void Peer::hang_up()
{
    state_->end.hang_up();
}

// ---- Thread, Attachment ------------------------------------------------------------------------

Thread::Thread(std::unique_ptr<State> state) : state_(std::move(state)) {}
Thread::Thread(Thread&&) noexcept = default;

Thread& Thread::operator=(Thread&& other) noexcept
{
    join();
    state_ = std::move(other.state_);
    return *this;
}

Thread::~Thread()
{
    join();
}

void Thread::join()
{
    if (state_ != nullptr)
        state_->join();
}

Attachment::Attachment(std::unique_ptr<State> state) : state_(std::move(state)) {}
Attachment::Attachment(Attachment&&) noexcept = default;
Attachment::~Attachment() = default;

} // namespace openwdf
