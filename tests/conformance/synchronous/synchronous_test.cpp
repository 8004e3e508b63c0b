// Rules of the synchronous methods, of the levels they are for and of what becomes of a status.
#include "matrix/matrix.h"
#include "support/fixture.hpp"
#include "synchronous/synchronous.h"

namespace conformance {
namespace {

enum Scenario : unsigned { SYNCHRONOUS_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Synchronous : public Fixture {
protected:
    // Runs a scenario over the lower driver of the matrix, which answers as told.
    void check(unsigned scenario, MATRIX_ANSWER answer = {})
    {
        load(OPENWDF_DRIVER_CONFORMANCE_MATRIX_LOWER);
        load(OPENWDF_DRIVER_CONFORMANCE_SYNCHRONOUS);
        OPENWDF_EXPECT_STATUS(open("\\Device\\MatrixLower")
                                  .ioctl(MATRIX_SET_ANSWER, std::as_bytes(std::span(&answer, 1))),
                              0);
        OPENWDF_EXPECT_STATUS(run_loaded(scenario), 0);
        EXPECT_EQ(printed(), "");
    }

    std::vector<std::string> rules()
    {
        std::vector<std::string> all;
        for (const auto& report : machine().reports())
            all.push_back(report.rule);
        return all;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Synchronous);

TEST_P(Synchronous, Fact18OptionFlags)
{
    check(k_OptionFlags);
    expect_no_reports();
}

TEST_P(Synchronous, Fact39TheStatusIsFinal)
{
    load(OPENWDF_DRIVER_CONFORMANCE_RECORDER);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_SYNCHRONOUS, k_FinalStatus), 0);
    EXPECT_THAT(printed(), testing::Not(testing::HasSubstr("synchronous.c")));
    expect_no_reports();
}

TEST_P(Synchronous, Fact41FrameworkStatusesAreRewritten)
{
    struct Row {
        std::uint32_t given;
        std::uint32_t seen;
    };
    constexpr Row rows[]{
        {0xC0200203, 0x80000011}, // PAUSED: DEVICE_BUSY
        {0xC0200204, 0x80000011}, // BUSY
        {0xC0200201, 0xC00000E5}, // INTERNAL_ERROR: STATUS_INTERNAL_ERROR
        {0xC0200214, 0xC000009A}, // NOT_ENOUGH_MAP_REGISTERS: INSUFFICIENT_RESOURCES
        {0xC0200200, 0xC0000010}, // all others: INVALID_DEVICE_REQUEST
        {0xC0200205, 0xC0000010}, {0xC0200206, 0xC0000010},
        {0xC0200208, 0xC0000010}, {0xC020020B, 0xC0000010},
        {0xC0200213, 0xC0000010}, {0xC0000184, 0xC0000184}, // not the framework's
        {0x80000005, 0x80000005}, {0xC0000120, 0xC0000120},
    };
    load(OPENWDF_DRIVER_CONFORMANCE_SYNCHRONOUS);
    for (const Row& row : rows) {
        const IoResult result = run_loaded(k_GivenStatus, std::as_bytes(std::span(&row.given, 1)));
        EXPECT_EQ(static_cast<std::uint32_t>(result.status), row.seen) << std::hex << row.given;
    }
}

TEST_P(Synchronous, Fact50AFreshSystemBufferIsZero)
{
    check(k_FreshBuffer, {.Status = 0, .Fill = 0, .Information = 32, .Readable = {}});
    expect_no_reports();
}

TEST_P(Synchronous, Fact50AReusedSystemBufferIsNotCleared)
{
    check(k_ReusedBuffer, {.Status = 0, .Fill = 0, .Information = 32, .Readable = {}});
    expect_no_reports();
}

TEST_P(Synchronous, Fact55AFailedFormatHoldsNothing)
{
    check(k_FailedFormat);
    EXPECT_EQ(rules(), std::vector<std::string>{"mdl-not-locked"});
}

TEST_P(Synchronous, Facts55And57EachMemoryIsHeld)
{
    check(k_HeldMemories);
    expect_no_reports();
}

TEST_P(Synchronous, Fact40NoSendAboveItsLevel)
{
    check(k_SendAtDispatch, {.Status = 0, .Fill = 32, .Information = 32, .Readable = {}});
    EXPECT_EQ(rules(), std::vector<std::string>{"irql-ceiling"});
}

TEST_P(Synchronous, Fact40WindowsDoesNotLook)
{
    options.profile = openwdf::Profile::windows;
    check(k_SendAtDispatchOnWindows, {.Status = 0, .Fill = 32, .Information = 32, .Readable = {}});
}

TEST_P(Synchronous, Fact113CreatingIsForPassiveLevel)
{
    check(k_CreateAtDispatch);
    EXPECT_EQ(rules(), std::vector<std::string>{"irql-ceiling"});
}

TEST_P(Synchronous, Fact113CallsAtDispatchLevel)
{
    check(k_CallsAtDispatch);
    expect_no_reports();
}

TEST_P(Synchronous, Fact107ADeleteAtDispatchLevelIsPutOff)
{
    check(k_DeleteAtDispatch);
    expect_no_reports();
}

TEST_P(Synchronous, Fact88AFailedCreateCloses)
{
    check(k_FailedCreate);
    expect_no_reports();
}

// Covers: 3, 4, 5, 7, 8.
TEST_P(Synchronous, StatesOfATargetThatIsOpenOrNot)
{
    check(k_LifeOfStates);
    expect_no_reports();
}

} // namespace
} // namespace conformance
