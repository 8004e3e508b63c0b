// The harness: a whole machine in a test. Load compiled drivers, give them targets, open devices,
// send requests, and read what went wrong. The same test runs live and simulated.
//
//   openwdf::Machine machine;                                 // or {.simulated = true, .seed = 7}
//   machine.add_target("\\Device\\Source", "ram:1M").value();
//   openwdf::Driver driver = machine.load("reader.so").value();
//   openwdf::Handle handle = machine.open("\\\\.\\Reader").value();
//   openwdf::IoResult read = handle.read(buffer, 0);
//
// Thread rules: the constructing thread is attached to the machine. Another harness thread of a
// live machine attaches itself first (Machine::attach), or is made by Machine::start, which works
// in both worlds. Handle, Driver, Device and Peer are values that must not outlive their machine.
#pragma once

#include "openwdf/hid_peer.hpp"
#include "openwdf/report.hpp"
#include "openwdf/result.hpp"
#include "openwdf/schedule.hpp"
#include "openwdf/trace.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf {

enum class Profile : std::uint8_t {
    on,      // every broken contract is reported
    windows, // only what Windows itself notices by default
};

// Who chooses in a simulated machine.
enum class Strategy : std::uint8_t {
    random_walk, // stays with the running thread half of the time, else any candidate alike
    priorities,  // PCT: the highest random priority runs, and falls at a few random steps
};

// What goes wrong in a simulated machine by chance, from its seed. Of a thousand each; 0: nothing.
struct Faults {
    // Transfers of files end with STATUS_IO_DEVICE_ERROR.
    unsigned transfers = 0;
    // Pool memory, IRPs and framework objects that a driver asks for: there is none, as with
    // Driver Verifier's low resources simulation.
    unsigned allocations = 0;
};

struct MachineOptions {
    // false: OS threads and real time. true: fibers and virtual time, every choice from `seed`.
    bool simulated = false;
    std::uint64_t seed = 1;
    unsigned processors = 2;

    // The following are for simulated machines only.
    Strategy strategy = Strategy::random_walk;
    // Strategy::priorities: how many ordering constraints a bug is looked for with (one more than
    // the priority changes of a run), and how many decisions a run is expected to have.
    unsigned priority_depth = 3;
    unsigned priority_steps = 1000;
    // Every NT thread is an OS thread, of which one runs at a time, instead of a fiber: far slower,
    // the same choices and the same run. For debuggers and tools that do not know fibers.
    bool os_threads = false;
    // Choices to repeat instead, as a recording gave them.
    std::optional<Schedule> replay;
    // Keep every choice, for Machine::schedule().
    bool record = false;
    // After so many points and waits the run is taken for one that never ends, and stopped with
    // bug check 0xF0000004. 0: never.
    std::uint64_t step_budget = 0;
    // A driver that computes for so long (processor time) and calls nothing is taken for a loop
    // that waits for what cannot happen while it runs: the process says where it is, and aborts.
    // 0: never.
    std::chrono::seconds spin_limit{20};
    // Report locks that are taken in two orders (rule "lock-order"). Profile::on only.
    bool lock_order = true;
    Faults faults;
    // ThreadSanitizer builds: report a race wherever only the luck of the schedule ordered two
    // accesses of a driver.
    bool find_races = false;

    Profile profile = Profile::on;
    // Record every crossing and IRP step; read with Machine::trace().
    bool trace = false;
    // Called on the spot when the machine stops on a bug check: on the thread that caused it, in
    // the middle of the driver. It may read bug_check(), reports() and trace(), and end the
    // process; it may not make requests.
    std::function<void(const BugCheckReport&)> on_bug_check;
    // Receives DbgPrint output; default: standard error.
    std::function<void(std::string_view)> debug_print;
};

// An open handle of an application. Closes itself.
class Handle {
public:
    Handle(Handle&&) noexcept;
    Handle& operator=(Handle&&) noexcept;
    ~Handle();

    IoResult read(std::span<std::byte> buffer, std::int64_t offset = 0);
    IoResult write(std::span<const std::byte> buffer, std::int64_t offset = 0);
    IoResult ioctl(std::uint32_t code, std::span<const std::byte> input = {},
                   std::span<std::byte> output = {});
    // From another thread: cancels what the handle waits for, as CancelIoEx. False when that was
    // nothing. The request ends when the driver that has it lets go of it.
    bool cancel();
    // Again: nothing happens.
    void close();

private:
    friend class Machine;
    struct State;
    explicit Handle(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// A device stack: a root-enumerated device, or a filter on top of a target.
class Device {
public:
    // The NT name of the physical device object.
    const std::string& name() const;
    // Query-remove, then remove. The status of the stack.
    std::int32_t remove();

private:
    friend class Driver;
    friend class Machine;
    struct State;
    explicit Device(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

class Driver {
public:
    const std::string& name() const;
    // A new root-enumerated device: AddDevice, START, D0.
    Outcome<Device> add_device();
    // AddDevice and START on top of a target's device.
    Outcome<Device> filter(std::string_view target_name);
    // EvtDriverUnload / DriverUnload, then the driver's objects. Its devices are removed first.
    void unload();

private:
    friend class Machine;
    struct State;
    explicit Driver(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

// A thread of the machine made by Machine::start. Joins itself.
class Thread {
public:
    Thread(Thread&&) noexcept;
    Thread& operator=(Thread&&) noexcept;
    ~Thread();
    void join();

private:
    friend class Machine;
    struct State;
    explicit Thread(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Attaches the calling OS thread to a live machine while it exists.
class Attachment {
public:
    Attachment(Attachment&&) noexcept;
    ~Attachment();

private:
    friend class Machine;
    struct State;
    explicit Attachment(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The other end of a stream target: what is at the far end of the serial cable or the pipe. Bytes
// are given and returned as strings. Reads and writes wait in the machine's time, and for ever.
class Peer {
public:
    Peer(Peer&&) noexcept;
    Peer& operator=(Peer&&) noexcept;
    ~Peer();

    // `count` bytes; fewer when the target is gone.
    Outcome<std::string> read(std::size_t count);
    // STATUS_PIPE_BROKEN when the target is gone.
    Outcome<void> write(std::string_view bytes);
    // Closes this end; what was written can still be read. Nobody may be in read() or write().
    void hang_up();

private:
    friend class Machine;
    struct State;
    explicit Peer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class Machine {
public:
    explicit Machine(MachineOptions options = {});
    // Closes what is left open, removes devices, unloads drivers, frees what they leaked.
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // Makes a lower device, e.g. "\\Device\\Source" answering from "ram:64M" or
    // "file:/path?io=buffered". Errors name the part of the URI that is wrong.
    Outcome<void> add_target(std::string_view nt_name, std::string_view uri);

    // The same for a "hid:..." target, with the hardware's side of it.
    Outcome<HidPeer> add_hid(std::string_view nt_name, std::string_view uri);

    // Makes a lower device that stands on a new stream, and keeps the stream's other end:
    // "tty:pty" a serial port, "unix:pair", "tcp:pair" and "fifo:pair" a pipe; options as for
    // add_target. In a simulated machine what is written arrives in pieces and at times that the
    // seed says.
    Outcome<Peer> add_stream(std::string_view nt_name, std::string_view uri);

    // Loads a module built with openwdf_add_driver and runs its DriverEntry.
    Outcome<Driver> load(const std::string& path);

    // "\\\\.\\Name" (a symbolic link) or an NT path.
    Outcome<Handle> open(std::string_view name);

    Thread start(std::string name, std::function<void()> body);
    Attachment attach(std::string name);

    // Waits in the machine's time; others run meanwhile. Rounded up to 100 ns.
    void sleep(std::chrono::nanoseconds time);

    // Joins the threads made by start(), closes what is left open, removes devices, unloads
    // drivers and reports what they leaked. Afterwards only the questions below are answered.
    void finish();

    // A test's or a scenario's own complaint; becomes one of reports(), with rule "scenario".
    void fail(std::string text);

    // What stopped the machine, if something did. From then on drivers no longer run, and every
    // call returns k_machine_stopped (STATUS_SYSTEM_SHUTDOWN) at once; the message of an Error is
    // the bug check in one line. The machine can be destroyed at any time.
    std::optional<BugCheckReport> bug_check() const;
    // Broken contracts after which the run went on.
    std::vector<ContractReport> reports() const;

    // Everything since the machine was made, when options.trace was set.
    std::vector<TraceEvent> trace() const;
    void clear_trace();
    // Events that came after the trace was full (a million).
    std::uint64_t dropped_trace_events() const;

    // The choices so far, and a fingerprint of every decision with all its candidates: equal for
    // equal runs. Empty and 0 unless options.record was set on a simulated machine.
    Schedule schedule() const;
    std::uint64_t schedule_fingerprint() const;
    // options.replay did not fit any more from this decision on: the program is another than the
    // one that was recorded.
    std::optional<std::size_t> replay_diverged_at() const;

    // Virtual or real time since the machine was made, in 100 ns.
    std::int64_t now() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace openwdf
