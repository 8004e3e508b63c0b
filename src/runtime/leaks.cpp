#include "runtime/leaks.hpp"

#include "runtime/report_copy.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openwdf::runtime {

namespace {

std::string place_of(const void* caller)
{
    const auto line = find_line(caller);
    return line.has_value() ? " at " + place_text(*line) : "";
}

// As debuggers print it: the first letter is the lowest byte.
std::string tag_text(std::uint32_t tag)
{
    std::string text;
    for (int shift = 0; shift < 32; shift += 8) {
        const auto letter = static_cast<char>(tag >> shift & 0xFF);
        text += letter >= ' ' && letter <= '~' ? letter : '?';
    }
    return text;
}

void report_pool(nt::Executive& executive, const loader::Module& module,
                 const gate::DriverIdentity& driver)
{
    auto blocks = executive.pool.live_blocks();
    std::erase_if(blocks, [&](const nt::ex::PoolBlockFacts& block) {
        return !module.contains(block.allocated_by);
    });
    if (blocks.empty())
        return;
    std::size_t bytes = 0;
    for (const auto& block : blocks)
        bytes += block.size_bytes;
    const auto& oldest = blocks.front();
    executive.border().report(
        "leaked-pool",
        fmt::format("{} was unloaded and left {} pool block(s) of {} bytes in all; the oldest, of "
                    "{} bytes with tag '{}', was allocated{}",
                    driver.name, blocks.size(), bytes, oldest.size_bytes, tag_text(oldest.tag),
                    place_of(oldest.allocated_by)));
}

void report_irps(nt::Executive& executive, const gate::DriverIdentity& driver)
{
    const std::uint32_t left = executive.irps.live_count_of(driver);
    if (left != 0)
        executive.border().report("leaked-irp",
                                  fmt::format("{} was unloaded and left {} IRP(s) that it had "
                                              "allocated; IoFreeIrp gives them back",
                                              driver.name, left));
}

} // namespace

void report_leaks(nt::Executive& executive, const loader::Module& module,
                  const gate::DriverIdentity& driver)
{
    report_pool(executive, module, driver);
    report_irps(executive, driver);
}

} // namespace openwdf::runtime
