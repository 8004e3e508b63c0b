// The hardware behind a hid: target, played by a test.
//
//   openwdf::HidPeer pad = machine.add_hid("\\Device\\Hid0", "hid:pad.hex?vid=045E").value();
//   pad.send_input(report).value();       // reaches every open handle of the collection
//   std::vector<std::byte> light = pad.take_output();
//
// Reports are bytes with the report id first; in a collection without ids that byte is 0. A HidPeer
// is a value that must not outlive its machine; any attached thread may use it.
#pragma once

#include "openwdf/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace openwdf {

class HidPeer {
public:
    // Completes reads that wait for it. An Error when the collection has no input report with this
    // id, or when its length is another.
    Outcome<void> send_input(std::span<const std::byte> report);
    // The oldest output report that a driver wrote and nobody took yet; empty when there is none.
    std::vector<std::byte> take_output();
    // What IOCTL_HID_GET_FEATURE answers, and what IOCTL_HID_SET_FEATURE left; zeros at first.
    Outcome<void> set_feature(std::span<const std::byte> report);
    std::vector<std::byte> feature(std::uint8_t id = 0);
    // The device is gone: every request ends with STATUS_DEVICE_NOT_CONNECTED, reads that wait too.
    void unplug();

private:
    friend class Machine;
    struct State;
    explicit HidPeer(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

} // namespace openwdf
