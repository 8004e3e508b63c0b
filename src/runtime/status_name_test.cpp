#include "openwdf/result.hpp"
#include "runtime/status_names.hpp"

#include <gtest/gtest.h>

namespace openwdf {

TEST(StatusName, NamesAndNumbers)
{
    EXPECT_EQ(status_name(0), "STATUS_SUCCESS (0x00000000)");
    EXPECT_EQ(status_name(static_cast<std::int32_t>(0xC0000011)),
              "STATUS_END_OF_FILE (0xC0000011)");
    EXPECT_EQ(status_name(static_cast<std::int32_t>(0xE0001234)), "0xE0001234");
    EXPECT_EQ(status_name(-1), "0xFFFFFFFF");
}

TEST(StatusName, TheTableAscends)
{
    const auto names = runtime::status_names();
    for (std::size_t i = 1; i < names.size(); ++i)
        EXPECT_LT(names[i - 1].value, names[i].value) << names[i].name;
}

} // namespace openwdf
