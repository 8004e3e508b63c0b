#include "runtime/hid_peer_state.hpp"

#include <fmt/format.h>

namespace openwdf {

namespace {

backend::HidReport copy_of(std::span<const std::byte> report)
{
    return {report.begin(), report.end()};
}

Outcome<void> outcome_of(const char* what, std::span<const std::byte> report, std::int32_t status)
{
    if (nt_success(status))
        return {};
    const std::string name = report.empty()
                                 ? "without any byte"
                                 : fmt::format("with the id {} and {} bytes",
                                               static_cast<unsigned>(report[0]), report.size());
    return Error{status, fmt::format("{} {}: {}", what, name, status_name(status))};
}

} // namespace

Outcome<void> HidPeer::send_input(std::span<const std::byte> report)
{
    std::int32_t status = k_machine_stopped;
    if (!state_->core.guarded([&] { status = state_->device.send_input(copy_of(report)); }))
        return state_->core.stopped_error();
    return outcome_of("an input report", report, status);
}

std::vector<std::byte> HidPeer::take_output()
{
    std::vector<std::byte> report;
    (void)state_->core.guarded([&] { report = state_->device.take_output(); });
    return report;
}

Outcome<void> HidPeer::set_feature(std::span<const std::byte> report)
{
    std::int32_t status = k_machine_stopped;
    if (!state_->core.guarded([&] { status = state_->device.set_feature(copy_of(report)); }))
        return state_->core.stopped_error();
    return outcome_of("a feature report", report, status);
}

std::vector<std::byte> HidPeer::feature(std::uint8_t id)
{
    std::vector<std::byte> report;
    (void)state_->core.guarded([&] { report = state_->device.feature(id); });
    return report;
}

void HidPeer::unplug()
{
    (void)state_->core.guarded([&] { state_->device.unplug(); });
}

} // namespace openwdf
