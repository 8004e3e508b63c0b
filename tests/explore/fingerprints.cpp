// Equal seeds, equal runs: a line for each seed with fingerprints of its decisions and its trace.
//
// usage: explore_fingerprints [--twice|--os-threads] [SEEDS]
//   --twice       runs every seed twice and says which differ; prints no lines
//   --os-threads  the same, the second time with OS threads instead of fibers
#include "contender.h"

#include "openwdf/explore.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using openwdf::Handle;
using openwdf::Machine;
using openwdf::MachineOptions;

constexpr std::uint64_t k_seeds_default = 1000;

std::uint64_t hash(const std::string& text)
{
    std::uint64_t value = 0xCBF29CE484222325U;
    for (const char letter : text)
        value = (value ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
    return value;
}

// A stream, timeouts, a target that is stopped and opened again, timers and work items: what
// depends on anything but the seed shows.
void play(Machine& machine)
{
    openwdf::Peer peer = machine.add_stream("\\Device\\Source", "fifo:pair").value();
    openwdf::Driver driver = machine.load(OPENWDF_DRIVER_CONTENDER).value();
    openwdf::Device device = driver.add_device().value();
    const auto start = [&machine](const char* name, auto body) {
        return machine.start(name, [&machine, body] {
            Handle handle = machine.open("\\\\.\\Contender").value();
            body(handle);
        });
    };
    const auto read = [](Handle& handle) {
        std::array<std::byte, 16> buffer{};
        for (const std::int64_t timeout : {30, 5000})
            (void)handle.read(buffer, timeout);
    };
    openwdf::Thread first = start("first", read);
    openwdf::Thread second = start("second", read);
    openwdf::Thread control = start("control", [](Handle& handle) {
        for (const std::uint32_t code : {CONTENDER_TIMER, CONTENDER_LEAVE, CONTENDER_WORK_ITEM,
                                         CONTENDER_START, CONTENDER_REOPEN})
            (void)handle.ioctl(code);
    });
    (void)peer.write("0123456789abcdef");
}

struct Prints {
    std::uint64_t decisions;
    std::uint64_t trace;
    bool operator==(const Prints&) const = default;
};

Prints prints_of(std::uint64_t seed, bool os_threads)
{
    MachineOptions options;
    options.simulated = true;
    options.seed = seed;
    options.os_threads = os_threads;
    options.record = true;
    options.trace = true;
    Machine machine(options);
    play(machine);
    machine.finish();
    return {machine.schedule_fingerprint(), hash(openwdf::trace_text(machine.trace()))};
}

} // namespace

int main(int count, char** values)
{
    const std::string mode = count > 1 && values[1][0] == '-' ? values[1] : "";
    const int numbers = mode.empty() ? 1 : 2;
    const char* number = count > numbers ? values[numbers] : nullptr;
    const std::uint64_t seeds =
        number == nullptr ? k_seeds_default : std::strtoull(number, nullptr, 0);
    int status = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Prints prints = prints_of(seed, false);
        if (mode.empty()) {
            std::printf("%llu %016llx %016llx\n", static_cast<unsigned long long>(seed),
                        static_cast<unsigned long long>(prints.decisions),
                        static_cast<unsigned long long>(prints.trace));
        } else if (!(prints_of(seed, mode == "--os-threads") == prints)) {
            std::printf("seed %llu differs\n", static_cast<unsigned long long>(seed));
            status = 1;
        }
    }
    return status;
}
