// What is measured: drivers in a machine, through the harness that everybody uses.
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
constexpr std::int32_t k_status_invalid_device_request = static_cast<std::int32_t>(0xC0000010);

// A thread of the machine's own does the work: the main thread serves several machines in turn, and
// finding which one costs time that no application pays.
template <class Body> void on_own_thread(Machine& machine, Body&& body)
{
    machine.start("bench", std::forward<Body>(body)).join();
}

void echo(const Machine& machine, Handle& handle, std::uint64_t word)
{
    const bench_echo input{{word, ~word}};
    bench_echo output{};
    const IoResult result = handle.ioctl(IOCTL_BENCH_ECHO, std::as_bytes(std::span(&input, 1)),
                                         std::as_writable_bytes(std::span(&output, 1)));
    if (!result.ok())
        fail_request(machine, "IOCTL_BENCH_ECHO", result.status);
    if (output.words[0] != ~word || output.words[1] != word)
        fail("IOCTL_BENCH_ECHO: wrong bytes came back");
}

class EchoMachine {
public:
    explicit EchoMachine(const char* module, MachineOptions options = {})
        : machine_(std::move(options))
    {
        machine_.load(module).value();
        handle_.emplace(machine_.open("\\\\.\\Bench").value());
    }

    void run(std::uint64_t operations)
    {
        for (std::uint64_t i = 0; i < operations; ++i)
            echo(machine_, *handle_, i);
    }
    void run_on_own_thread(std::uint64_t operations)
    {
        on_own_thread(machine_, [&] { run(operations); });
    }

private:
    Machine machine_;
    std::optional<Handle> handle_;
};

class ReadMachine {
public:
    ReadMachine(const Settings& settings, std::uint64_t window) : window_(window)
    {
        machine_.add_target("\\Device\\Source", "file:" + settings.file_path()).value();
        machine_.load(BENCH_READER).value();
        handle_.emplace(machine_.open("\\\\.\\Bench").value());
    }

    void run(std::uint64_t operations)
    {
        const bench_read order{operations, window_, k_seed + ++runs_};
        bench_read_answer answer{};
        const IoResult result =
            handle_->ioctl(IOCTL_BENCH_READ, std::as_bytes(std::span(&order, 1)),
                           std::as_writable_bytes(std::span(&answer, 1)));
        if (!result.ok())
            fail_request(machine_, "IOCTL_BENCH_READ", result.status);
        if (answer.bytes != operations * BENCH_READ_BYTES)
            fail("IOCTL_BENCH_READ: reads came back short");
    }

private:
    Machine machine_;
    const std::uint64_t window_;
    std::uint64_t runs_ = 0;
    std::optional<Handle> handle_;
};

// A lower device alone: the way of an ioctl without a driver and without the framework. It is
// refused, which costs what success costs.
class ProviderMachine {
public:
    ProviderMachine()
    {
        machine_.add_target("\\Device\\Provider", "null:").value();
        handle_.emplace(machine_.open("\\Device\\Provider").value());
    }

    void run(std::uint64_t operations)
    {
        on_own_thread(machine_, [&] { loop(operations); });
    }

private:
    void loop(std::uint64_t operations)
    {
        for (std::uint64_t i = 0; i < operations; ++i) {
            const bench_echo input{{i, ~i}};
            bench_echo output{};
            const IoResult result =
                handle_->ioctl(IOCTL_BENCH_ECHO, std::as_bytes(std::span(&input, 1)),
                               std::as_writable_bytes(std::span(&output, 1)));
            if (result.status != k_status_invalid_device_request)
                fail_request(machine_, "an ioctl of null:", result.status);
        }
    }

    Machine machine_;
    std::optional<Handle> handle_;
};

} // namespace

Run make_driver_read(const Settings& settings, std::uint64_t window)
{
    return [machine = std::make_shared<ReadMachine>(settings, window)](std::uint64_t operations) {
        machine->run(operations);
    };
}

Run make_driver_ioctl(const char* module)
{
    return [machine = std::make_shared<EchoMachine>(module)](std::uint64_t operations) {
        machine->run_on_own_thread(operations);
    };
}

Run make_provider_ioctl(const Settings&)
{
    return [machine = std::make_shared<ProviderMachine>()](std::uint64_t operations) {
        machine->run(operations);
    };
}

// On a thread that works for no other machine, as a fuzzer's or an explorer's does.
Run make_simulated_machine(const Settings&)
{
    return [seed = std::uint64_t{0}](std::uint64_t operations) mutable {
        std::jthread([&] {
            for (std::uint64_t i = 0; i < operations; ++i) {
                MachineOptions options;
                options.simulated = true;
                options.seed = ++seed;
                EchoMachine(BENCH_ECHO_SIMULATED, std::move(options)).run(1);
            }
        }).join();
    };
}

} // namespace openwdf::bench
