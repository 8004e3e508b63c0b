#include "nt/io/file.hpp"

#include "nt/io/consumer.hpp"
#include "nt/io/driver_device.hpp"
#include "nt/ke/irql.hpp"
#include "nt/rtl/unicode.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

using testing::ScriptedProvider;

class FileTest : public testing::NtTest {
protected:
    FileTest()
    {
        const auto noting = [this](const char* what, NTSTATUS& status) {
            return [this, what, &status](IRP& irp) {
                EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL); // N61, N63
                log_.push_back(what);
                return io::provider_complete(irp, status, 0);
            };
        };
        provider_.on_create = noting("create", create_status_);
        provider_.on_cleanup = noting("cleanup", cleanup_status_);
        provider_.on_close = noting("close", cleanup_status_);
        io::ProviderSpec spec;
        spec.name = u"\\Device\\Disk";
        device_ = io::add_provider_device(executive(), provider_, spec).take();
    }

    base::Result<io::Opened> open(std::u16string_view path = u"\\Device\\Disk")
    {
        return io::open_file(executive(), path, {});
    }

    ScriptedProvider provider_;
    DEVICE_OBJECT* device_ = nullptr;
    NTSTATUS create_status_ = STATUS_SUCCESS;
    NTSTATUS cleanup_status_ = STATUS_SUCCESS;
    std::vector<std::string> log_;
};

TEST_F(FileTest, CreateCleanupCloseInThisOrder) // N61-N64
{
    FILE_OBJECT* file = open().take().file;
    EXPECT_EQ(file->DeviceObject, device_);
    io::close_file(*file);
    EXPECT_EQ(log_, (std::vector<std::string>{"create", "cleanup", "close"}));
}

TEST_F(FileTest, CloseWaitsForTheLastReference) // N63, N64
{
    FILE_OBJECT* file = open().take().file;
    ob::reference(file);
    io::close_file(*file);
    EXPECT_EQ(log_.back(), "cleanup");
    ob::dereference(file);
    EXPECT_EQ(log_.back(), "close");
}

TEST_F(FileTest, CloseIsSentAtPassiveLevelWhoeverDropsTheFile) // N63, N74
{
    FILE_OBJECT* file = open().take().file;
    ob::reference(file);
    io::close_file(*file);
    ke::raise_irql(machine_.main(), DISPATCH_LEVEL);
    ob::dereference(file);
    EXPECT_EQ(log_.back(), "cleanup");
    ke::lower_irql(machine_.main(), PASSIVE_LEVEL);
    machine_.sleep(base::k_ticks_per_second);
    EXPECT_EQ(log_.back(), "close");
}

TEST_F(FileTest, AFailedCreateOwesNothing) // N61
{
    create_status_ = STATUS_SHARING_VIOLATION;
    EXPECT_EQ(open().status(), STATUS_SHARING_VIOLATION);
    EXPECT_EQ(log_, std::vector<std::string>{"create"});
    EXPECT_EQ(io::record_of(*device_).open_count, 0U);
}

TEST_F(FileTest, FailuresOfCleanupAndCloseAreIgnored) // N67
{
    cleanup_status_ = STATUS_UNSUCCESSFUL;
    io::close_file(*open().take().file);
    EXPECT_EQ(log_.size(), 3U);
}

TEST_F(FileTest, TheRestOfThePathIsTheFileName) // N69
{
    FILE_OBJECT* file = open(u"\\Device\\Disk\\Part\\1").take().file;
    EXPECT_EQ(rtl::view_of(file->FileName), u"\\Part\\1");
    io::close_file(*file);
}

TEST_F(FileTest, TheCreateSaysWhatIsWanted)
{
    provider_.on_create = [&](IRP& irp) {
        const auto& create = io::current_location(irp).Parameters.Create;
        EXPECT_EQ(create.SecurityContext->DesiredAccess,
                  static_cast<ACCESS_MASK>(FILE_GENERIC_READ));
        EXPECT_EQ(create.Options >> 24, static_cast<ULONG>(FILE_OPEN_IF));
        EXPECT_EQ(create.ShareAccess, FILE_SHARE_DELETE);
        EXPECT_EQ(irp.RequestorMode, UserMode);
        return io::provider_complete(irp, STATUS_SUCCESS, FILE_CREATED);
    };
    io::OpenParameters parameters;
    parameters.access = FILE_GENERIC_READ;
    parameters.share = FILE_SHARE_DELETE;
    parameters.disposition = FILE_OPEN_IF;
    parameters.from_user = true;
    const io::Opened opened = io::open_file(executive(), u"\\Device\\Disk", parameters).take();
    EXPECT_EQ(opened.information, static_cast<ULONG_PTR>(FILE_CREATED));
    EXPECT_TRUE(opened.file->ReadAccess);
    EXPECT_FALSE(opened.file->WriteAccess);
    io::close_file(*opened.file);
}

TEST_F(FileTest, AnExclusiveDeviceOpensOnce) // N68
{
    device_->Flags |= DO_EXCLUSIVE;
    FILE_OBJECT* file = open().take().file;
    EXPECT_EQ(open().status(), STATUS_ACCESS_DENIED);
    EXPECT_EQ(open(u"\\Device\\Disk\\x").status(), STATUS_ACCESS_DENIED);
    io::close_file(*file);
    io::close_file(*open().take().file);
}

TEST_F(FileTest, OpensAreRefusedWhileInitializing) // N71
{
    device_->Flags |= DO_DEVICE_INITIALIZING;
    EXPECT_EQ(open().status(), STATUS_NO_SUCH_DEVICE);
    EXPECT_EQ(open(u"\\Device\\Nothing").status(), STATUS_OBJECT_NAME_NOT_FOUND); // N94
}

TEST_F(FileTest, ADeletedDeviceLivesUntilItsLastFileIsClosed) // N72
{
    FILE_OBJECT* file = open().take().file;
    io::remove_provider_device(*device_);
    EXPECT_EQ(open().status(), STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_EQ(io::describe(*device_), "\\Device\\Disk");
    io::close_file(*file);
    EXPECT_EQ(log_.back(), "close");
}

TEST_F(FileTest, OpenByNameGivesAReferencedFile) // N73
{
    std::u16string path = u"\\Device\\Disk";
    FILE_OBJECT* file = nullptr;
    DEVICE_OBJECT* device = nullptr;
    EXPECT_EQ(io::open_device_by_name(executive(), rtl::unicode_string(path), FILE_ALL_ACCESS, file,
                                      device),
              STATUS_SUCCESS);
    EXPECT_EQ(device, device_);
    EXPECT_EQ(log_.back(), "cleanup");
    ob::dereference(file);
    EXPECT_EQ(log_.back(), "close");
}

class ConsumerTest : public FileTest {
protected:
    static constexpr ULONG code(ULONG access)
    {
        return CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, access);
    }
};

TEST_F(ConsumerTest, AccessBitsAreCheckedAgainstTheHandle) // N15
{
    provider_.on_control =
        provider_.on_write = [](IRP& irp) { return io::provider_complete(irp, STATUS_SUCCESS, 0); };
    FILE_OBJECT* file = io::consumer_open(executive(), u"\\Device\\Disk", true, false).take();
    const auto control = [&](ULONG access) {
        return io::consumer_ioctl(*file, code(access), nullptr, 0, nullptr, 0).status;
    };
    EXPECT_EQ(control(FILE_ANY_ACCESS), STATUS_SUCCESS);
    EXPECT_EQ(control(FILE_READ_ACCESS), STATUS_SUCCESS);
    EXPECT_EQ(control(FILE_WRITE_ACCESS), STATUS_ACCESS_DENIED);
    EXPECT_EQ(control(FILE_READ_ACCESS | FILE_WRITE_ACCESS), STATUS_ACCESS_DENIED);
    EXPECT_EQ(io::consumer_write(*file, "x", 1, 0).status, STATUS_ACCESS_DENIED);
    io::consumer_close(*file);
}

TEST_F(ConsumerTest, OneOperationAtATimePerFile) // N76
{
    int inside = 0;
    int calls = 0;
    provider_.on_control = [&](IRP& irp) {
        EXPECT_EQ(++inside, 1);
        machine_.sleep(1000);
        --inside;
        ++calls;
        return io::provider_complete(irp, STATUS_SUCCESS, 0);
    };
    FILE_OBJECT* file = io::consumer_open(executive(), u"\\Device\\Disk", true, true).take();
    std::vector<std::unique_ptr<gate::BodyThread>> threads;
    for (int i = 0; i < 4; ++i)
        threads.push_back(machine_.start("client", [&] {
            io::consumer_ioctl(*file, code(FILE_ANY_ACCESS), nullptr, 0, nullptr, 0);
        }));
    for (auto& thread : threads)
        machine_.join(*thread);
    EXPECT_EQ(calls, 4);
    io::consumer_close(*file);
}

} // namespace
} // namespace openwdf::nt
