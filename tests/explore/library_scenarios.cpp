#include "openwdf/scenario.hpp"

#include <array>
#include <csignal>
#include <cstdlib>

OPENWDF_SCENARIO(reads_and_writes)
{
    openwdf::Driver driver = machine.load(driver_path).value();
    const auto use = [&machine](bool reads) {
        std::array<std::byte, 4> data{};
        openwdf::Handle handle = machine.open("\\\\.\\Race").value();
        if (reads)
            (void)handle.read(data);
        else
            (void)handle.write(data);
    };
    openwdf::Thread reader = machine.start("reader", [use] { use(true); });
    openwdf::Thread writer = machine.start("writer", [use] { use(false); });
}

OPENWDF_SCENARIO(crash)
{
    (void)machine;
    (void)driver_path;
    (void)std::raise(SIGABRT);
}

OPENWDF_SCENARIO(leave)
{
    (void)machine;
    (void)driver_path;
    std::_Exit(9);
}
