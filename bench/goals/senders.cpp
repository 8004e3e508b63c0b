// A driver that sends asynchronously (bench/drivers/bench_sender.c), in machines of its own.
#include "drivers/bench_ioctl.h"
#include "goals/cases.hpp"
#include "goals/machine_failure.hpp"

#include <openwdf/machine.hpp>

#include <memory>
#include <optional>
#include <thread>

namespace openwdf::bench {

namespace {

constexpr std::uint64_t k_seed = 0x9E3779B97F4A7C15;
constexpr char k_source[] = "\\Device\\Source";

void order(const Machine& machine, Handle& handle, std::uint32_t code,
           std::span<const std::byte> input)
{
    const IoResult result = handle.ioctl(code, input, {});
    if (!result.ok())
        fail_request(machine, "an ioctl of bench_sender", result.status);
}

class SendMachine {
public:
    SendMachine(const std::string& target, const bench_send& sends) : order_(sends)
    {
        machine_.add_target(k_source, target).value();
        machine_.load(BENCH_SENDER).value();
        handle_.emplace(machine_.open("\\\\.\\Bench").value());
    }

    void run(std::uint64_t operations)
    {
        order_.count = operations;
        order_.seed = k_seed + ++runs_;
        order(machine_, *handle_, IOCTL_BENCH_SEND, std::as_bytes(std::span(&order_, 1)));
    }

private:
    Machine machine_;
    bench_send order_;
    std::uint64_t runs_ = 0;
    std::optional<Handle> handle_;
};

class CancelMachine {
public:
    CancelMachine() : peer_(machine_.add_stream(k_source, "fifo:pair").value())
    {
        machine_.load(BENCH_SENDER).value();
        handle_.emplace(machine_.open("\\\\.\\Bench").value());
    }

    void run(std::uint64_t operations)
    {
        const bench_cancel cancels{operations};
        order(machine_, *handle_, IOCTL_BENCH_CANCEL, std::as_bytes(std::span(&cancels, 1)));
    }

private:
    Machine machine_;
    Peer peer_; // silent, but there
    std::optional<Handle> handle_;
};

// One schedule of a send against its completion and a cancel.
void race(const std::string& target, std::uint64_t seed)
{
    MachineOptions options;
    options.simulated = true;
    options.seed = seed;
    Machine machine(std::move(options));
    machine.add_target(k_source, target).value();
    machine.load(BENCH_RACER).value();
    Handle handle = machine.open("\\\\.\\Bench").value();
    Handle other = machine.open("\\\\.\\Bench").value();
    Thread canceller =
        machine.start("canceller", [&] { order(machine, other, IOCTL_BENCH_RACE_CANCEL, {}); });
    const IoResult raced = handle.ioctl(IOCTL_BENCH_RACE, {}, {});
    canceller.join();
    if (!raced.ok())
        fail_request(machine, "IOCTL_BENCH_RACE", raced.status);
}

} // namespace

Run make_send(const std::string& target, const bench_send& sends)
{
    return [machine = std::make_shared<SendMachine>(target, sends)](std::uint64_t operations) {
        machine->run(operations);
    };
}

Run make_cancel(const Settings&)
{
    return [machine = std::make_shared<CancelMachine>()](std::uint64_t operations) {
        machine->run(operations);
    };
}

// On a thread that works for no other machine, as an explorer's does.
Run make_simulated_race(const Settings& settings)
{
    const std::string target = "file:" + settings.file_path() + "?readonly=1";
    return [target, seed = std::uint64_t{0}](std::uint64_t operations) mutable {
        std::jthread([&] {
            for (std::uint64_t i = 0; i < operations; ++i)
                race(target, ++seed);
        }).join();
    };
}

} // namespace openwdf::bench
