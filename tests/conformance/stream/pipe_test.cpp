// Sockets and fifos behave as Windows pipes in byte mode. In a live machine the far end is a real
// socket or fifo, in a simulated one an in-process stream.
#include "stream/support.hpp"

#include <fcntl.h>
#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace conformance {
namespace {

using openwdf::Machine;
using openwdf::Peer;

constexpr const char* k_name = "\\Device\\Pipe";

class Pipe : public Fixture {
protected:
    // Runs `body` with each kind of pipe that goes both ways, on a machine of its own.
    template <class Body> void for_each_socket(Body&& body)
    {
        for (const char* uri :
             {"unix:pair", "tcp:pair", "unix:pair?io=buffered", "tcp:pair?io=neither"}) {
            SCOPED_TRACE(uri);
            Machine own(options);
            Peer peer = own.add_stream(k_name, uri).value();
            Handle handle = own.open(k_name).value();
            body(own, handle, peer);
            EXPECT_FALSE(own.bug_check());
            EXPECT_TRUE(own.reports().empty());
        }
    }
};

OPENWDF_INSTANTIATE_WORLDS(Pipe);

TEST_P(Pipe, AReadReturnsWhatIsThere)
{
    for_each_socket([](Machine&, Handle& handle, Peer& peer) {
        peer.write("hello").value();
        EXPECT_EQ(read_all(handle, 5), "hello");
    });
}

TEST_P(Pipe, AReadWaitsForTheFirstByte)
{
    for_each_socket([](Machine& own, Handle& handle, Peer& peer) {
        openwdf::Thread writer = own.start("writer", [&] { peer.write("x").value(); });
        EXPECT_EQ(read_from(handle, 100), (ReadResult{k_success, "x"}));
    });
}

TEST_P(Pipe, AWriteArrives)
{
    for_each_socket([](Machine&, Handle& handle, Peer& peer) {
        EXPECT_EQ(write_to(handle, "to the peer"), (IoResult{k_success, 11}));
        EXPECT_EQ(peer.read(11).value(), "to the peer");
    });
}

// A write ends when all of it was taken, however often the pipe was full.
TEST_P(Pipe, AFullPipeHoldsAWriteUntilAllOfItIsTaken)
{
    for_each_socket([](Machine& own, Handle& handle, Peer& peer) {
        const std::string sent = counted(1U << 20);
        std::string received;
        openwdf::Thread reader =
            own.start("reader", [&] { received = peer.read(sent.size()).value(); });
        EXPECT_EQ(write_to(handle, sent), (IoResult{k_success, sent.size()}));
        reader.join();
        EXPECT_TRUE(received == sent);
    });
}

TEST_P(Pipe, WhatThePeerSentIsReadBeforeItIsGone)
{
    for_each_socket([](Machine&, Handle& handle, Peer& peer) {
        peer.write("last words").value();
        peer.hang_up();
        EXPECT_EQ(read_all(handle, 10), "last words");
        EXPECT_EQ(read_from(handle, 10), (ReadResult{k_pipe_broken, ""}));
        EXPECT_EQ(read_from(handle, 10), (ReadResult{k_pipe_broken, ""}));
    });
}

TEST_P(Pipe, AWriteToAGonePeerIsClosing)
{
    for_each_socket([](Machine&, Handle& handle, Peer& peer) {
        peer.hang_up();
        EXPECT_EQ(read_from(handle, 1), (ReadResult{k_pipe_broken, ""}));
        // TCP takes bytes until the other side's refusal is back.
        IoResult result = write_to(handle, "anybody?");
        for (int i = 0; i < 100 && result.ok(); ++i)
            result = write_to(handle, "anybody?");
        OPENWDF_EXPECT_STATUS(result, k_pipe_closing);
    });
}

TEST_P(Pipe, AReadThatWaitsBreaksWhenThePeerLeaves)
{
    for_each_socket([](Machine& own, Handle& handle, Peer& peer) {
        openwdf::Thread leaver = own.start("leaver", [&] { peer.hang_up(); });
        EXPECT_EQ(read_from(handle, 10), (ReadResult{k_pipe_broken, ""}));
    });
}

TEST_P(Pipe, AWriteThatWaitsBreaksWhenThePeerLeaves)
{
    for_each_socket([](Machine& own, Handle& handle, Peer& peer) {
        const std::string sent(6U << 20, 'w');
        openwdf::Thread leaver = own.start("leaver", [&] {
            (void)peer.read(1000).value();
            peer.hang_up();
        });
        const IoResult result = write_to(handle, sent);
        EXPECT_EQ(result.status, k_pipe_broken);
        EXPECT_GT(result.information, 0U);
        EXPECT_LT(result.information, sent.size());
    });
}

TEST_P(Pipe, ReadsEndInTheOrderTheyCame)
{
    Machine own(options);
    Peer peer = own.add_stream(k_name, "unix:pair").value();
    Handle first = own.open(k_name).value();
    Handle second = own.open(k_name).value();
    std::string got[2];
    openwdf::Thread one = own.start("one", [&] { got[0] = read_from(first, 1).bytes; });
    openwdf::Thread two = own.start("two", [&] { got[1] = read_from(second, 1).bytes; });
    peer.write("ab").value();
    one.join();
    two.join();
    EXPECT_TRUE(got[0] + got[1] == "ab" || got[0] + got[1] == "ba") << got[0] << got[1];
}

TEST_P(Pipe, ZeroBytesNeverWait)
{
    for_each_socket([](Machine&, Handle& handle, Peer&) {
        EXPECT_EQ(read_from(handle, 0), (ReadResult{k_success, ""}));
        EXPECT_EQ(write_to(handle, ""), (IoResult{k_success, 0}));
    });
}

// N168: what the pipe does not know.
TEST_P(Pipe, N168ControlCodesAreRefused)
{
    for_each_socket([](Machine&, Handle& handle, Peer&) {
        OPENWDF_EXPECT_STATUS(handle.ioctl(0x1B0004), k_invalid_device_request);
    });
}

// The codes that a pipe of Windows takes as file system controls.
TEST_P(Pipe, N168PipesOfWindowsCanDoMore)
{
    for_each_socket([](Machine&, Handle& handle, Peer&) {
        for (const std::uint32_t code : {0x110000U, 0x110004U, 0x110008U, 0x11400CU, 0x110010U,
                                         0x11C017U, 0x110018U, 0x11001CU, 0x110020U, 0x110024U})
            OPENWDF_EXPECT_STATUS(handle.ioctl(code), k_invalid_device_request);
    });
}

TEST_P(Pipe, AFifoIsReadOneWay)
{
    Peer peer = stream(k_name, "fifo:pair");
    Handle handle = open(k_name);
    peer.write("through").value();
    EXPECT_EQ(read_all(handle, 7), "through");
    OPENWDF_EXPECT_STATUS(write_to(handle, "back"), k_access_denied);
    peer.hang_up();
    EXPECT_EQ(read_from(handle, 1), (ReadResult{k_pipe_broken, ""}));
}

TEST_P(Pipe, AFifoIsWrittenTheOtherWay)
{
    Peer peer = stream(k_name, "fifo:pair?direction=write");
    Handle handle = open(k_name);
    EXPECT_EQ(write_to(handle, "down"), (IoResult{k_success, 4}));
    EXPECT_EQ(peer.read(4).value(), "down");
    OPENWDF_EXPECT_STATUS(read_from(handle, 1).status, k_access_denied);
    peer.hang_up();
    OPENWDF_EXPECT_STATUS(write_to(handle, "more"), k_pipe_closing);
}

// Virtual time ends when nobody can act any more: the read that waits is found, not waited for.
TEST_P(Pipe, AReadThatNobodyAnswersIsADeadlock)
{
    if (!GetParam().simulated)
        GTEST_SKIP() << "real time does not end";
    Peer peer = stream(k_name, "unix:pair");
    Handle handle = open(k_name);
    OPENWDF_EXPECT_STATUS(read_from(handle, 1).status, openwdf::k_machine_stopped);
    ASSERT_TRUE(machine().bug_check());
    EXPECT_THAT(machine().bug_check()->text(), testing::HasSubstr("nothing can run any more"));
}

TEST_P(Pipe, ErrorsNameThePartOfTheUri)
{
    const auto message = [&](const char* uri) {
        auto added = machine().add_target(k_name, uri);
        return added.ok() ? std::string("added") : added.error().message;
    };
    using testing::HasSubstr;
    EXPECT_THAT(message("unix:"), HasSubstr("there is nothing behind unix:"));
    EXPECT_THAT(message("tcp:7777"), HasSubstr("'7777' is not HOST:PORT"));
    EXPECT_THAT(message("tcp:localhost:1?listen=2"), HasSubstr("listen='2' is neither 0 nor 1"));
    EXPECT_THAT(message("fifo:/f?direction=up"), HasSubstr("direction='up' is neither"));
    EXPECT_THAT(message("unix:pair"), HasSubstr("Machine::add_stream returns the other"));
    EXPECT_THAT(machine().add_stream(k_name, "null:").error().message, HasSubstr("tty:pty"));
    if (GetParam().simulated) {
        EXPECT_THAT(message("unix:/s"), HasSubstr("a simulated machine cannot wait for '/s'"));
    } else {
        EXPECT_THAT(message("unix:/nobody/here"),
                    HasSubstr("'/nobody/here' cannot be opened (STATUS_OBJECT_NAME_NOT_FOUND"));
    }
}

// ---- real paths, live only ---------------------------------------------------------------------

class RealPipe : public testing::Test {
protected:
    RealPipe() { std::filesystem::create_directory(directory_); }
    ~RealPipe() override { std::filesystem::remove_all(directory_); }

    std::string path(const char* name) const { return directory_ + "/" + name; }

    Machine machine_;

private:
    const std::string directory_ = "/tmp/openwdf-pipe-" + std::to_string(::getpid());
};

TEST_F(RealPipe, ListensUntilAPeerConnects)
{
    const std::string where = path("socket");
    machine_.add_target(k_name, "unix:" + where + "?listen=1").value();
    Handle handle = machine_.open(k_name).value();
    OPENWDF_EXPECT_STATUS(read_from(handle, 1).status, k_pipe_listening);
    const int peer = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    where.copy(name.sun_path, sizeof name.sun_path - 1);
    ASSERT_EQ(::connect(peer, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    ASSERT_EQ(::write(peer, "hi", 2), 2);
    EXPECT_EQ(read_all(handle, 2), "hi");
    ::close(peer);
    OPENWDF_EXPECT_STATUS(read_from(handle, 1).status, k_pipe_broken);
}

TEST_F(RealPipe, ConnectsToWhoListens)
{
    Machine other;
    other.add_target(k_name, "unix:" + path("socket") + "?listen=1").value();
    machine_.add_target(k_name, "unix:" + path("socket")).value();
    Handle far = other.open(k_name).value();
    Handle near = machine_.open(k_name).value();
    OPENWDF_EXPECT_STATUS(write_to(near, "over"), k_success);
    EXPECT_EQ(read_all(far, 4), "over");
    const auto refused = machine_.add_target("\\Device\\Other", "tcp:127.0.0.1:1");
    EXPECT_EQ(refused.status(), static_cast<std::int32_t>(0xC0000236)) << refused.error().message;
}

TEST_F(RealPipe, AFifoListensUntilSomebodyOpensTheOtherEnd)
{
    const std::string where = path("fifo");
    ASSERT_EQ(::mkfifo(where.c_str(), 0600), 0);
    machine_.add_target("\\Device\\Reader", "fifo:" + where).value();
    Handle reader = machine_.open("\\Device\\Reader").value();
    OPENWDF_EXPECT_STATUS(read_from(reader, 1).status, k_pipe_listening);
    machine_.add_target("\\Device\\Writer", "fifo:" + where + "?direction=write").value();
    Handle writer = machine_.open("\\Device\\Writer").value();
    OPENWDF_EXPECT_STATUS(write_to(writer, "down"), k_success);
    EXPECT_EQ(read_all(reader, 4), "down");
    EXPECT_FALSE(machine_.add_target("\\Device\\Wrong", "fifo:/dev/null").ok());
}

} // namespace
} // namespace conformance
