// The test half of a conformance test: runs scenarios of a driver made with support/scenario.h and
// collects what drivers print. A test fails when something was printed that it did not take.
#pragma once

#include <openwdf/gtest.hpp>

#include <gmock/gmock.h>

#include <array>
#include <cstring>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

namespace conformance {

using openwdf::Handle;
using openwdf::IoResult;

// The ioctl that runs a scenario.
inline std::uint32_t scenario_code(unsigned scenario)
{
    constexpr std::uint32_t k_file_device_unknown = 0x22;
    return k_file_device_unknown << 16 | (0x800 + scenario) << 2;
}

class Fixture : public openwdf::DriverTest {
protected:
    Fixture()
    {
        options.debug_print = [this](std::string_view text) {
            const std::lock_guard guard(lock_);
            printed_ += text;
        };
    }

    // Drivers print while the machine ends, into what this class holds.
    ~Fixture() override { end_machine(); }

    // What was printed since the last call.
    std::string printed()
    {
        const std::lock_guard guard(lock_);
        return std::exchange(printed_, std::string());
    }

    // Runs one scenario of `driver` on a machine of its own.
    IoResult run(const char* driver, unsigned scenario)
    {
        load(driver);
        return run_loaded(scenario);
    }
    IoResult run_loaded(unsigned scenario, std::span<const std::byte> input = {},
                        std::span<std::byte> output = {})
    {
        Handle handle = open("\\\\.\\Conformance");
        return handle.ioctl(scenario_code(scenario), input, output);
    }

    void expect_no_reports()
    {
        for (const auto& report : machine().reports())
            ADD_FAILURE() << report.text_with_place();
    }
    bool reported(std::string_view rule)
    {
        for (const auto& report : machine().reports()) {
            if (report.rule == rule)
                return true;
        }
        return false;
    }

    void TearDown() override
    {
        end_quietly_ = printed();
        EXPECT_EQ(end_quietly_, "");
        DriverTest::TearDown();
    }

private:
    std::mutex lock_;
    std::string printed_;
    std::string end_quietly_;
};

// The line of `file` that carries `marker`, 0 when none does.
inline int line_with(const std::string& file, std::string_view marker)
{
    std::ifstream in(file);
    std::string text;
    for (int line = 1; std::getline(in, text); ++line) {
        if (text.find(marker) != std::string::npos)
            return line;
    }
    return 0;
}

} // namespace conformance

// One test per scenario: it must succeed and print nothing.
#define CONFORMANCE_ENUMERATE(name) k_##name,
