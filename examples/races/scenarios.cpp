#include "scenarios.hpp"

#include <array>

namespace races {

namespace {

using openwdf::Handle;
using openwdf::Machine;
using openwdf::Thread;

constexpr const char* k_device = "\\\\.\\Race";

std::int64_t offset_of(std::chrono::microseconds latency)
{
    return latency.count() * 10; // 100 ns
}

void read_once(Handle& handle, const Variant& variant)
{
    std::array<std::byte, 16> buffer{};
    (void)handle.read(buffer, offset_of(variant.latency));
}

void write_once(Handle& handle)
{
    const std::array<std::byte, 4> data{};
    (void)handle.write(data);
}

// Starts `count` threads that each run `body` with a handle of their own.
template <class Body>
void start_threads(Machine& machine, std::vector<Thread>& threads, const Variant& variant,
                   const char* role, unsigned count, Body body)
{
    for (unsigned number = 1; number <= count; ++number)
        threads.push_back(machine.start(
            variant.thread_prefix + std::string(role) + std::to_string(number), [&machine, body] {
                auto handle = machine.open(k_device);
                if (handle.ok())
                    body(handle.value());
            }));
}

void load(Machine& machine, const std::string& module)
{
    auto driver = machine.load(module);
    if (!driver.ok())
        machine.fail(driver.error().message);
}

// Readers read twice; writers write after about the driver's latency.
void readers_against_writers(Machine& machine, const std::string& module, const Variant& variant)
{
    load(machine, module);
    std::vector<Thread> threads;
    start_threads(machine, threads, variant, "reader", variant.readers, [variant](Handle& handle) {
        read_once(handle, variant);
        read_once(handle, variant);
    });
    start_threads(machine, threads, variant, "writer", variant.writers,
                  [&machine, variant](Handle& handle) {
                      machine.sleep(variant.latency);
                      write_once(handle);
                  });
}

void readers_against_cancel(Machine& machine, const std::string& module, const Variant& variant)
{
    load(machine, module);
    std::vector<Handle> handles;
    for (unsigned number = 0; number < variant.readers; ++number)
        handles.push_back(machine.open(k_device).value());
    std::vector<Thread> threads;
    for (Handle& handle : handles) {
        const std::string number = std::to_string(threads.size() / 2 + 1);
        threads.push_back(machine.start(variant.thread_prefix + ("reader" + number),
                                        [&handle, variant] { read_once(handle, variant); }));
        threads.push_back(machine.start(variant.thread_prefix + ("canceller" + number),
                                        [&machine, &handle, variant] {
                                            machine.sleep(variant.latency);
                                            (void)handle.cancel();
                                        }));
    }
    threads.clear();
}

void beats(Machine& machine, const std::string& module, const Variant& variant)
{
    machine.add_target("\\Device\\Source", "ram:4K").value();
    load(machine, module);
    std::vector<Thread> threads;
    start_threads(machine, threads, variant, "beat", variant.readers + variant.writers,
                  [](Handle& handle) {
                      write_once(handle);
                      write_once(handle);
                  });
}

} // namespace

const std::vector<Race>& all()
{
    static const std::vector<Race> races{
        {"Cancel", OPENWDF_DRIVER_RACE_CANCEL, OPENWDF_DRIVER_RACE_CANCEL_CORRECTED,
         readers_against_cancel},
        {"Timer", OPENWDF_DRIVER_RACE_TIMER, OPENWDF_DRIVER_RACE_TIMER_CORRECTED,
         readers_against_writers},
        {"Reuse", OPENWDF_DRIVER_RACE_REUSE, OPENWDF_DRIVER_RACE_REUSE_CORRECTED, beats},
        {"Stop", OPENWDF_DRIVER_RACE_STOP, OPENWDF_DRIVER_RACE_STOP_CORRECTED,
         readers_against_writers},
        {"LockOrder", OPENWDF_DRIVER_RACE_LOCK_ORDER, OPENWDF_DRIVER_RACE_LOCK_ORDER_CORRECTED,
         readers_against_writers},
        {"TwoPaths", OPENWDF_DRIVER_RACE_TWO_PATHS, OPENWDF_DRIVER_RACE_TWO_PATHS_CORRECTED,
         readers_against_writers},
    };
    return races;
}

} // namespace races
