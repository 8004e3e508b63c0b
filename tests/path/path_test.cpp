// One read, end to end: application, driver, remote target, and back. Each line is a move over the
// border or of an IRP between two stack locations; nothing else may happen, in any world.
#include <openwdf/gtest.hpp>

#include <array>

namespace {

using openwdf::IoResult;

class PathTest : public openwdf::DriverTest {
protected:
    // What happened on the application's thread and on any other since the trace was cleared.
    std::vector<std::string> lines()
    {
        std::vector<std::string> lines;
        for (const openwdf::TraceEvent& event : machine().trace())
            lines.push_back(event.text());
        return lines;
    }
};

OPENWDF_INSTANTIATE_WORLDS(PathTest);

TEST_P(PathTest, OneReadThroughARemoteTarget)
{
    const std::vector<std::string> expected = {
        // The application's IRP: one stack location, the control device's. (1 and 2 opened the
        // target and asked it for its physical device, 3 opened the control device.)
        "irp 4 IRP_MJ_READ -> \\Device\\PathReader 1/1",
        "path_reader entered at EvtIoRead",
        "path_reader calls WdfIoQueueGetDevice",
        "WdfIoQueueGetDevice back in path_reader",
        "path_reader calls WdfObjectGetTypedContextWorker",
        "WdfObjectGetTypedContextWorker back in path_reader",
        "path_reader calls WdfRequestRetrieveOutputMemory",
        "WdfRequestRetrieveOutputMemory back in path_reader = STATUS_SUCCESS",
        "path_reader calls WdfIoTargetSendReadSynchronously",
        // The framework's own request: the target's device is the whole stack.
        "irp 5 IRP_MJ_READ -> \\Device\\Source 1/1",
        "irp 5 IRP_MJ_READ <- \\Device\\Source 1/1 = STATUS_SUCCESS, 512 bytes",
        "WdfIoTargetSendReadSynchronously back in path_reader = STATUS_SUCCESS",
        "path_reader calls WdfRequestCompleteWithInformation",
        "irp 4 IRP_MJ_READ <- \\Device\\PathReader 1/1 = STATUS_SUCCESS, 512 bytes",
        "WdfRequestCompleteWithInformation back in path_reader",
        "path_reader left EvtIoRead",
    };
    target("\\Device\\Source", "ram:4K");
    load(OPENWDF_DRIVER_PATH_READER);
    openwdf::Handle handle = open("\\\\.\\PathReader");
    std::array<std::byte, 512> buffer{};
    buffer.fill(std::byte{0xFF});
    machine().clear_trace();
    EXPECT_EQ(handle.read(buffer), (IoResult{0, 512}));
    EXPECT_EQ(lines(), expected);
    EXPECT_EQ(buffer, (std::array<std::byte, 512>{}));
}

} // namespace
