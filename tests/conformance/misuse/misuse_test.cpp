// Section 6: what stops the machine, and what the report says. After each, the same process goes
// on with the next machine.
#include "misuse/misuse.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { MISUSE_SCENARIOS(CONFORMANCE_ENUMERATE) };

constexpr std::uint32_t k_wdf_violation = 0x10D;
constexpr std::uint64_t k_verifier_fatal = 3;
constexpr std::uint64_t k_null_parameter = 4;
constexpr std::uint64_t k_invalid_handle = 5;
constexpr std::uint64_t k_request_fatal = 6;
constexpr std::uint64_t k_object_error = 7;

// Object types as the framework numbers them: P3 of an invalid handle.
constexpr std::uint64_t k_type_object = 0x1000;
constexpr std::uint64_t k_type_queue = 0x1003;
constexpr std::uint64_t k_type_memory = 0x100A;
constexpr std::uint64_t k_type_target = 0x1200;
constexpr std::uint64_t k_type_preallocated_memory = 0x1022;

class Misuse : public Fixture {
protected:
    // Runs the scenario and checks everything about the report but its parameters.
    openwdf::BugCheckReport stop(unsigned scenario, const std::string& name, const char* ddi)
    {
        target("\\Device\\Source", "ram:4K");
        load(OPENWDF_DRIVER_CONFORMANCE_MISUSE);
        std::array<std::byte, 8> output{};
        OPENWDF_EXPECT_STATUS(run_loaded(scenario, output, output), openwdf::k_machine_stopped);
        const auto report = machine().bug_check();
        if (!report.has_value()) {
            ADD_FAILURE() << "the machine did not stop";
            return {};
        }
        check_place(*report, name, ddi);
        check_aftermath();
        return *report;
    }

    static void check_place(const openwdf::BugCheckReport& report, const std::string& name,
                            const char* ddi)
    {
        static const std::string k_source = CONFORMANCE_SOURCE_DIR "/misuse/misuse.c";
        EXPECT_EQ(report.where.driver, "conformance_misuse");
        EXPECT_EQ(report.where.ddi, ddi);
        EXPECT_EQ(report.where.irql, 0);
        EXPECT_FALSE(report.explanation.empty());
        ASSERT_TRUE(report.where.source.has_value());
        EXPECT_THAT(report.where.source->file, testing::EndsWith("misuse/misuse.c"));
        const int marked = line_with(k_source, "@" + name + " ");
        EXPECT_GT(marked, 0);
        // A call that spans lines is named by its first or last one.
        EXPECT_LE(report.where.source->line, marked);
        EXPECT_GE(report.where.source->line, marked - 1);
        ASSERT_GE(report.where.history.size(), 2U);
        EXPECT_EQ(report.where.history[0].name, ddi);
        EXPECT_FALSE(report.where.history[0].into_driver);
        EXPECT_TRUE(std::ranges::any_of(report.where.history, [](const auto& crossing) {
            return crossing.name == "EvtIoDeviceControl" && crossing.into_driver;
        }));
    }

    // From now on every call fails at once, and no driver code runs.
    void check_aftermath()
    {
        OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\Conformance"), openwdf::k_machine_stopped);
        end_machine();
        openwdf::Machine next(options);
        (void)next.load(OPENWDF_DRIVER_CONFORMANCE_MISUSE).value();
        OPENWDF_EXPECT_STATUS(
            next.open("\\\\.\\Conformance").value().ioctl(scenario_code(k_BehavesWell)), 0);
        EXPECT_FALSE(next.bug_check().has_value());
    }

    void TearDown() override
    {
        // The well-behaved second machine unloads its driver.
        const std::string text = printed();
        EXPECT_TRUE(text.empty() || text == "unload\n") << text;
        Fixture::TearDown();
    }
};

OPENWDF_INSTANTIATE_WORLDS(Misuse);

using Parameters = std::array<std::uint64_t, 4>;

TEST_P(Misuse, NullHandle)
{
    const auto report = stop(k_NullHandle, "NullHandle", "WdfIoQueueGetDevice");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters, (Parameters{k_invalid_handle, 0, k_type_queue, 0}));
}

TEST_P(Misuse, WrongKind)
{
    const auto report = stop(k_WrongKind, "WrongKind", "WdfMemoryGetBuffer");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
    EXPECT_NE(report.parameters[1], 0U);
    EXPECT_EQ(report.parameters[2], k_type_memory);
    EXPECT_THAT(report.explanation, testing::HasSubstr("WDFQUEUE"));
}

TEST_P(Misuse, Fact44StaleHandle)
{
    const auto report = stop(k_StaleHandle, "StaleHandle", "WdfObjectReferenceActual");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
    EXPECT_EQ(report.parameters[2], k_type_object);
    EXPECT_THAT(report.explanation, testing::HasSubstr("not a live handle"));
}

TEST_P(Misuse, InventedHandle)
{
    const auto report = stop(k_InventedHandle, "InventedHandle", "WdfIoTargetGetState");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters, (Parameters{k_invalid_handle, 0xDEADBEEF, k_type_target, 0}));
}

TEST_P(Misuse, Fact8WrongKindToClose)
{
    const auto report = stop(k_LocalTargetWhereRemoteIsNeeded, "LocalTargetWhereRemoteIsNeeded",
                             "WdfIoTargetClose");
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
}

// WdfMemoryAssignBuffer's page: only memory of WdfMemoryCreatePreallocated has a buffer to assign.
TEST_P(Misuse, AssignsBufferToPoolMemory)
{
    const auto report =
        stop(k_AssignsBufferToPoolMemory, "AssignsBufferToPoolMemory", "WdfMemoryAssignBuffer");
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
    EXPECT_EQ(report.parameters[2], k_type_preallocated_memory);
}

TEST_P(Misuse, NullOpenParameters)
{
    const auto report = stop(k_NullOpenParameters, "NullOpenParameters", "WdfIoTargetOpen");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_null_parameter);
    EXPECT_EQ(report.parameters[1], 0U);
    EXPECT_NE(report.parameters[2], 0U); // the caller's address
}

TEST_P(Misuse, NullOutParameter)
{
    const auto report = stop(k_NullOutParameter, "NullOutParameter", "WdfRequestCreate");
    EXPECT_EQ(report.parameters[0], k_null_parameter);
}

TEST_P(Misuse, CompletesTwice)
{
    // The handle died with the first completion.
    const auto report = stop(k_CompletesTwice, "CompletesTwice", "WdfRequestComplete");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
}

TEST_P(Misuse, CompletesTwiceWithReference)
{
    const auto report =
        stop(k_CompletesTwiceWithReference, "CompletesTwiceWithReference", "WdfRequestComplete");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_request_fatal);
    EXPECT_EQ(report.parameters[1], 5U);
}

TEST_P(Misuse, Fact58MemoryReferencedAtCompletion)
{
    const auto report =
        stop(k_MemoryReferencedAtCompletion, "MemoryReferencedAtCompletion", "WdfRequestComplete");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_verifier_fatal);
    EXPECT_NE(report.parameters[1], 0U); // the request
    EXPECT_EQ(report.parameters[2], 1U); // references
}

TEST_P(Misuse, LastDereferenceWithoutDelete)
{
    const auto report = stop(k_LastDereferenceWithoutDelete, "LastDereferenceWithoutDelete",
                             "WdfObjectDereferenceActual");
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_object_error);
}

TEST_P(Misuse, NoContextAtAll)
{
    const auto report = stop(k_NoContextAtAll, "NoContextAtAll", "WdfObjectContextGetObject");
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
}

TEST_P(Misuse, StaleMemoryInDescriptor)
{
    const auto report = stop(k_StaleMemoryInDescriptor, "StaleMemoryInDescriptor",
                             "WdfIoTargetSendReadSynchronously");
    EXPECT_EQ(report.parameters[0], k_invalid_handle);
    EXPECT_EQ(report.parameters[2], k_type_memory);
}

TEST_P(Misuse, RetrieveAfterCompletion)
{
    const auto report =
        stop(k_RetrieveAfterCompletion, "RetrieveAfterCompletion", "WdfRequestRetrieveInputBuffer");
    EXPECT_EQ(report.parameters[0], k_request_fatal);
    EXPECT_EQ(report.parameters[1], 2U);
}

// The profile `on` reports and leaves the request alone; `windows` stops.
TEST_P(Misuse, Fact81CompletesDriverCreated)
{
    load(OPENWDF_DRIVER_CONFORMANCE_MISUSE);
    OPENWDF_EXPECT_STATUS(run_loaded(k_CompletesDriverCreated), 0);
    EXPECT_FALSE(machine().bug_check().has_value());
    EXPECT_TRUE(reported("complete-driver-created"));
    ASSERT_EQ(machine().reports().size(), 1U);
    EXPECT_EQ(machine().reports()[0].where.ddi, "WdfRequestComplete");
}

TEST_P(Misuse, Fact81CompletesDriverCreatedOnWindows)
{
    options.profile = openwdf::Profile::windows;
    const auto report =
        stop(k_CompletesDriverCreated, "CompletesDriverCreated", "WdfRequestComplete");
    EXPECT_EQ(report.parameters[0], k_request_fatal);
    EXPECT_EQ(report.parameters[1], 3U);
}

TEST_P(Misuse, AnEmptySlotNamesItself)
{
    const auto report = stop(k_CallsAnEmptySlot, "CallsAnEmptySlot", "WdfCmResourceListGetCount");
    EXPECT_NE(report.code, k_wdf_violation);
    EXPECT_THAT(report.explanation, testing::HasSubstr("WdfCmResourceListGetCount"));
    EXPECT_THAT(report.explanation, testing::HasSubstr("not implemented"));
}

TEST_P(Misuse, AnEmptySlotOfARequestNamesItself)
{
    const auto report =
        stop(k_ForwardsToAParent, "ForwardsToAParent", "WdfRequestForwardToParentDeviceIoQueue");
    EXPECT_THAT(report.explanation, testing::HasSubstr("WdfRequestForwardToParentDeviceIoQueue"));
}

} // namespace
} // namespace conformance
