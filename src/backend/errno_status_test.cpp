#include "backend/errno_status.hpp"

#include <gtest/gtest.h>

namespace openwdf::backend {

// N159, row by row, and in numbers, so that neither side can drift.
TEST(ErrnoStatus, RowsOfTheFactTable)
{
    struct Expected {
        int error;
        std::uint32_t status;
    };
    const Expected rows[] = {
        {ENOSPC, 0xC000007F}, {EDQUOT, 0xC000007F},     {EFBIG, 0xC000007F},
        {EROFS, 0xC00000A2},  {EIO, 0xC0000185},        {ENODEV, 0xC000009D},
        {ENXIO, 0xC000009D},  {EINVAL, 0xC000000D},     {ENOMEM, 0xC000009A},
        {EACCES, 0xC0000022}, {EPERM, 0xC0000022},      {EBADF, 0xC0000022},
        {EBUSY, 0x80000011},  {ETIMEDOUT, 0xC00000B5},  {ECANCELED, 0xC0000120},
        {EINTR, 0xC0000120},  {EPIPE, 0xC000014B},      {ENOTTY, 0xC0000010},
        {ENOENT, 0xC0000034}, {EOPNOTSUPP, 0xC0000010}, {EEXIST, 0xC0000035},
        {EFAULT, 0xC0000005},
    };
    EXPECT_EQ(std::size(rows), k_errno_table.size());
    for (const Expected& row : rows)
        EXPECT_EQ(static_cast<std::uint32_t>(status_of_errno(row.error)), row.status) << row.error;
}

// Covers: N168.
TEST(ErrnoStatus, StacksDiffer)
{
    const auto status = [](int error, Stack stack) {
        return static_cast<std::uint32_t>(status_of_errno(error, stack));
    };
    EXPECT_EQ(status(EPIPE, Stack::serial), 0xC000009DU); // STATUS_DEVICE_NOT_CONNECTED
    EXPECT_EQ(status(EIO, Stack::serial), 0xC000009DU);
    EXPECT_EQ(status(EPIPE, Stack::pipe), 0xC00000B1U);                    // STATUS_PIPE_CLOSING
    EXPECT_EQ(status(ECONNRESET, Stack::pipe), 0xC000014BU);               // STATUS_PIPE_BROKEN
    EXPECT_EQ(status(ENOTCONN, Stack::pipe), 0xC00000B3U);                 // STATUS_PIPE_LISTENING
    EXPECT_EQ(status(ENOMEM, Stack::pipe), status(ENOMEM, Stack::serial)); // as everywhere
    EXPECT_EQ(status(ENOMEM, Stack::pipe), 0xC000009AU);
}

TEST(ErrnoStatus, NoErrnoTwice)
{
    for (const ErrnoRow& one : k_errno_table) {
        for (const ErrnoRow& other : k_errno_table)
            EXPECT_TRUE(&one == &other || one.error != other.error) << one.error;
    }
}

TEST(ErrnoStatus, TheUnknownIsUnsuccessful)
{
    EXPECT_EQ(status_of_errno(EXDEV), STATUS_UNSUCCESSFUL);
}

} // namespace openwdf::backend
