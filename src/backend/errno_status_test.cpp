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
