// Runs scenarios against the recorder; its lines are another area's and are left out.
#pragma once

#include "support/fixture.hpp"

#include <sstream>

namespace conformance {

class SentFixture : public Fixture {
protected:
    // What was printed besides.
    std::string scenario(const char* driver, unsigned number, std::int32_t status = 0)
    {
        load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
        last_ = run(driver, number);
        OPENWDF_EXPECT_STATUS(last_, status);
        return without_recorder(printed());
    }

    static std::string without_recorder(const std::string& text)
    {
        std::istringstream in(text);
        std::string rest;
        for (std::string line; std::getline(in, line);) {
            if (!recorders(line))
                rest += line + "\n";
        }
        return rest;
    }

    IoResult last_{};

private:
    static bool recorders(const std::string& line)
    {
        for (const char* start :
             {"read ", "write ", "ioctl ", "internal ", "others ", "create", "cleanup", "close"}) {
            if (line.starts_with(start))
                return true;
        }
        return false;
    }
};

} // namespace conformance
