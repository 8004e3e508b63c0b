// The one door to Linux, clock and chance. Two implementations: linux/ (io_uring, real time) and
// sim/ (virtual time, seeded latency). Everything above runs unchanged on both.
//
// Thread rules: Host and File may be used from any thread. An IoPort belongs to one processor:
// only that processor's own thread submits, cancels and waits on it (a DEFER_TASKRUN ring refuses
// everybody else); only wake() may be called by others.
// Lock order: the host takes no lock that is held while calling back.
#pragma once

#include "base/list.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "host/stream.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace openwdf::host {

using base::Ticks;

enum class FileKind : std::uint8_t { regular, block };

// What a target must know of the Linux file behind it.
struct FileFacts {
    FileKind kind = FileKind::regular;
    std::uint64_t size_bytes = 0;
    std::uint32_t sector_bytes = 512;
    bool read_only = false;
};

// An open Linux file or block device. Results are bytes moved, or a negative errno.
class File {
public:
    virtual ~File() = default;

    virtual FileFacts facts() const = 0;
    virtual int descriptor() const = 0;

    // Completes at once from memory, or returns -EAGAIN: then the transfer has to go through an
    // IoPort. A file that cannot be asked that way (no NOWAIT) is read or written plainly here,
    // because a ring would punt it to a kernel worker at many times the cost.
    virtual std::int32_t try_read(void* buffer, std::uint32_t length, std::uint64_t offset) = 0;
    virtual std::int32_t try_write(const void* buffer, std::uint32_t length,
                                   std::uint64_t offset) = 0;
};

class IoPort;

// One operation in flight: a transfer, or a question. Owned by the caller, who keeps it alive until
// `done` ran.
struct IoOp {
    enum class Kind : std::uint8_t {
        read, // of `file`, `length` bytes at `offset`
        write,
        sync,     // what was written to `file` is on its medium
        readable, // ends when `stream` may be read (or its peer is gone); only a hint
        writable, // the same for writing
        drained,  // ends when all that was written to `stream` may have been read
        timer,    // ends when the clock reaches `due`
    };

    Kind kind = Kind::read;
    File* file = nullptr;
    Stream* stream = nullptr;
    void* buffer = nullptr;
    std::uint32_t length = 0;
    std::uint64_t offset = 0;
    Ticks due = 0; // a timer's absolute interrupt time; else for simulated ports

    std::int32_t result = 0; // bytes, 0 for a question, or negative errno; valid in done()

    // Called on the port's thread while completions are being reaped; in a simulated machine on
    // whichever fiber let time pass, so it must not ask who the current thread is. It must not run
    // driver code: it queues a DPC and returns. The operation is the caller's again.
    void (*done)(IoOp&) = nullptr;

    base::Link link; // for the port while in flight

    IoPort* port = nullptr; // simulated ports only
};

class IoPort {
public:
    // Ends what is still in flight, cancelling what lets itself be cancelled: each done() runs
    // here, on the port's own thread. So the operations must live until the port is gone.
    virtual ~IoPort() = default;

    virtual void submit(IoOp&) = 0;
    // Asks for an early end; the operation still ends through done(), with -ECANCELED or not. A
    // question always ends soon.
    virtual void cancel(IoOp&) = 0;
    // Sends what was submitted and blocks until a completion, a wake or the deadline (absolute
    // interrupt time; k_never waits for ever). Runs done() of everything that completed.
    virtual void wait(Ticks deadline) = 0;
    virtual void wake() = 0;
};

enum class OpenMode : std::uint8_t { read_only, read_write };

// What only a simulated host offers: its clock stands still until the scheduler moves it.
class Simulation {
public:
    virtual ~Simulation() = default;

    // Due time of the earliest operation in flight on any port, or k_never.
    virtual Ticks next_completion() const = 0;
    // Completes the earliest operation (runs its done()); the clock is at least at its due time.
    virtual void complete_next() = 0;
    // Moves the clock forward; never backward.
    virtual void advance_to(Ticks interrupt_time) = 0;
};

class Host {
public:
    virtual ~Host() = default;

    // Monotonic 100 ns units since the host was made.
    virtual Ticks interrupt_time() = 0;
    // 100 ns units since 1601-01-01 UTC.
    virtual Ticks system_time() = 0;
    virtual std::uint64_t random() = 0;

    virtual base::Result<std::unique_ptr<File>> open_file(const std::string& path, OpenMode) = 0;
    // A simulated host opens none (STATUS_NOT_SUPPORTED): it cannot wait for the real world.
    virtual base::Result<std::unique_ptr<Stream>> open_stream(const StreamAddress&) = 0;
    // A stream of that kind with both ends in this process; the path plays no part.
    virtual base::Result<StreamPair> make_stream_pair(StreamAddress::Kind) = 0;
    virtual std::unique_ptr<IoPort> make_port() = 0;

    // nullptr on a host that runs in real time.
    virtual Simulation* simulation() { return nullptr; }
};

std::unique_ptr<Host> make_linux_host();
// Of a thousand transfers of files so many end with -EIO.
std::unique_ptr<Host> make_simulated_host(std::uint64_t seed,
                                          std::uint32_t transfer_errors_per_mille = 0);

} // namespace openwdf::host
