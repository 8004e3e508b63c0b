#include "client/path.hpp"

#include <gtest/gtest.h>

namespace openwdf::client {

TEST(ClientPath, DeviceNamesBecomeNtPaths)
{
    EXPECT_EQ(nt_path("\\\\.\\Reader"), u"\\??\\Reader");
    EXPECT_EQ(nt_path("\\\\?\\Reader\\file"), u"\\??\\Reader\\file");
    EXPECT_EQ(nt_path("\\Device\\Source"), u"\\Device\\Source");
}

} // namespace openwdf::client
