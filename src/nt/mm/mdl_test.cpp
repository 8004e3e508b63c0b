#include "nt/mm/mdl.hpp"

#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

class MdlTest : public testing::NtTest {
protected:
    MDL* make(void* buffer, ULONG length) { return mm::allocate_mdl(executive(), buffer, length); }

    alignas(4096) char buffer_[3 * 4096] = {};
};

TEST_F(MdlTest, AllocatedKnowsAddressesOnly) // N130, N136
{
    MDL* mdl = make(buffer_ + 100, 5000);
    EXPECT_EQ(mm::virtual_address(*mdl), buffer_ + 100);
    EXPECT_EQ(mdl->StartVa, buffer_);
    EXPECT_EQ(mdl->ByteOffset, 100U);
    EXPECT_EQ(mdl->ByteCount, 5000U);
    EXPECT_EQ(mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA), 0);
    EXPECT_EQ(mm::system_address(*mdl), nullptr);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"mdl-not-locked"});
    mm::free_mdl(executive(), mdl);
}

TEST_F(MdlTest, LockMapUnlock) // N131, N133, N134
{
    MDL* mdl = make(buffer_, 10);
    mm::probe_and_lock(*mdl, IoWriteAccess);
    EXPECT_NE(mdl->MdlFlags & MDL_PAGES_LOCKED, 0);
    EXPECT_NE(mdl->MdlFlags & MDL_WRITE_OPERATION, 0);
    EXPECT_EQ(mm::system_address(*mdl), buffer_);
    EXPECT_NE(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA, 0);
    EXPECT_EQ(mm::system_address(*mdl), buffer_);
    mm::unlock_pages(*mdl);
    EXPECT_EQ(mdl->MdlFlags, 0);
    mm::free_mdl(executive(), mdl);
}

TEST_F(MdlTest, NonPagedIsItsOwnAddress) // N132
{
    MDL* mdl = make(buffer_ + 8, 16);
    mm::build_for_nonpaged(*mdl);
    EXPECT_EQ(mm::system_address(*mdl), buffer_ + 8);
    EXPECT_EQ(mdl->MdlFlags, MDL_SOURCE_IS_NONPAGED_POOL);
}

TEST_F(MdlTest, PartialDescribesAPart) // N134, N136
{
    MDL* source = make(buffer_, sizeof buffer_);
    MDL* part = make(buffer_, sizeof buffer_);
    mm::probe_and_lock(*source, IoReadAccess);
    mm::build_partial(*source, *part, buffer_ + 5000, 100);
    EXPECT_EQ(mm::virtual_address(*part), buffer_ + 5000);
    EXPECT_EQ(part->ByteCount, 100U);
    EXPECT_EQ(mm::system_address(*part), buffer_ + 5000);
    EXPECT_NE(part->MdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED, 0);
    mm::unmap(*part);
    mm::build_partial(*source, *part, buffer_ + 12000, 0);
    EXPECT_EQ(part->ByteCount, sizeof buffer_ - 12000);
}

TEST_F(MdlTest, LockingTwiceStopsTheMachine) // N131
{
    MDL* mdl = make(buffer_, 10);
    mm::probe_and_lock(*mdl, IoReadAccess);
    const auto report = machine_.stopping([&] { mm::probe_and_lock(*mdl, IoReadAccess); });
    EXPECT_EQ(report.bug_check.code, gate::k_driver_verifier_detected_violation);
}

TEST_F(MdlTest, AProbeThatWouldRaiseStopsTheMachine) // N131
{
    MDL* mdl = make(nullptr, 10);
    const auto report = machine_.stopping([&] { mm::probe_and_lock(*mdl, IoReadAccess); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(KMODE_EXCEPTION_NOT_HANDLED));
    EXPECT_NE(report.bug_check.explanation.find("probe failed"), std::string::npos);
}

TEST_F(MdlTest, OnlyLiveMdlsAreFreed) // N135
{
    MDL local{};
    mm::free_mdl(executive(), &local);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"mdl-free"});
}

} // namespace
} // namespace openwdf::nt
