// File objects: N61-N67 and the EvtDeviceFileCreate, EvtFileCleanup, EvtFileClose pages.
#include "support/fixture.hpp"

namespace conformance {
namespace {

constexpr std::int64_t k_status_access_denied = 0xC0000022;
constexpr std::int64_t k_status_cancelled = 0xC0000120;
constexpr std::uint32_t k_number_of_file = 0x222000;
const char* const k_name = "\\\\.\\ConformanceFile";

class File : public Fixture {
protected:
    openwdf::Driver load_driver() { return load(OPENWDF_DRIVER_CONFORMANCE_FILE); }
};

OPENWDF_INSTANTIATE_WORLDS(File);

TEST_P(File, N64CreateCleanupClose)
{
    load_driver();
    Handle handle = open(k_name);
    EXPECT_EQ(printed(), "create 1 ''\n");
    EXPECT_EQ(handle.ioctl(k_number_of_file), (IoResult{0, 1}));
    handle.close();
    EXPECT_EQ(printed(), "cleanup 1\nclose 1\nobject cleanup 1\nobject destroy 1\n");
    expect_no_reports();
}

TEST_P(File, EachOpenHasItsOwn)
{
    load_driver();
    Handle first = open(k_name);
    Handle second = open("\\\\.\\ConformanceFile\\sub\\name");
    EXPECT_EQ(printed(), "create 1 ''\ncreate 2 '\\sub\\name'\n");
    EXPECT_EQ(second.ioctl(k_number_of_file), (IoResult{0, 2}));
    EXPECT_EQ(first.ioctl(k_number_of_file), (IoResult{0, 1}));
    first.close();
    EXPECT_EQ(second.ioctl(k_number_of_file), (IoResult{0, 2}));
    second.close();
    EXPECT_THAT(printed(), testing::EndsWith("cleanup 2\nclose 2\nobject cleanup 2\n"
                                             "object destroy 2\n"));
}

// N61: no cleanup and no close for a file object whose create failed.
TEST_P(File, N61AFailedCreateIsNoFile)
{
    load_driver();
    OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\ConformanceFile\\refused"),
                          k_status_access_denied);
    EXPECT_EQ(printed(), "create 1 '\\refused'\nobject cleanup 1\nobject destroy 1\n");
    Handle handle = open(k_name);
    EXPECT_EQ(handle.ioctl(k_number_of_file), (IoResult{0, 2}));
    handle.close();
    EXPECT_THAT(printed(), testing::EndsWith("close 2\nobject cleanup 2\nobject destroy 2\n"));
}

// N65: what waits in a queue ends with its file object's cleanup, and only that.
TEST_P(File, N65CleanupCancelsWaitingRequests)
{
    load_driver();
    auto waiting = std::make_shared<Handle>(open(k_name));
    IoResult result;
    std::array<std::byte, 4> buffer{};
    openwdf::Thread reader = machine().start("reader", [&] { result = waiting->read(buffer); });
    // The reader's IRP is on its way, or will be; the machine's end closes its handle.
    while (openwdf::trace_text(machine().trace()).find("IRP_MJ_READ ->") == std::string::npos)
        (void)machine().open(k_name);
    (void)printed();
    end_machine();
    reader.join();
    EXPECT_TRUE(result.status == static_cast<std::int32_t>(k_status_cancelled) ||
                result.status == openwdf::k_machine_stopped)
        << openwdf::status_name(result.status);
    (void)printed();
}

// WdfDeviceConfigureRequestDispatching's page: WdfRequestTypeCreate is dispatched too.
TEST_P(File, CreatesComeThroughTheirQueue)
{
    load(OPENWDF_DRIVER_CONFORMANCE_FILE_QUEUE);
    Handle handle = open(k_name);
    EXPECT_EQ(printed(), "queued create 1 ''\n");
    EXPECT_EQ(handle.ioctl(k_number_of_file), (IoResult{0, 1}));
    OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\ConformanceFile\\refused"),
                          k_status_access_denied);
    EXPECT_EQ(printed(), "queued create 2 '\\refused'\nobject cleanup 2\nobject destroy 2\n");
    handle.close();
    EXPECT_EQ(printed(), "cleanup 1\nclose 1\nobject cleanup 1\nobject destroy 1\n");
    expect_no_reports();
}

TEST_P(File, UnloadClosesWhatIsOpen)
{
    load_driver();
    Handle handle = open(k_name);
    (void)printed();
    end_machine();
    EXPECT_EQ(printed(), "cleanup 1\nclose 1\nobject cleanup 1\nobject destroy 1\n");
}

} // namespace
} // namespace conformance
