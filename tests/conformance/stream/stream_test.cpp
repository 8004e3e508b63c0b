// A driver's requests to streams; the far ends are played here.
#include "stream/stream.h"
#include "stream/support.hpp"

#include <functional>

namespace conformance {
namespace {

using openwdf::Peer;

enum Scenario : unsigned { STREAM_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Stream : public Fixture {
protected:
    // Runs a scenario with a pipe and a serial port, whose peers it may play meanwhile.
    void scenario(unsigned number, const std::function<void()>& play = {})
    {
        pipe_ = std::make_unique<Peer>(stream("\\Device\\Pipe", "unix:pair"));
        serial_ = std::make_unique<Peer>(stream("\\Device\\Serial0", "tty:pty"));
        openwdf::Thread player = machine().start(
            "peer", play ? play : [] {});
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_STREAM, number), k_success);
        player.join();
        EXPECT_FALSE(machine().bug_check());
        expect_no_reports();
    }

    // Answers so many questions of the driver.
    static void answer(Peer& peer, int questions, std::string_view bytes)
    {
        for (int i = 0; i < questions; ++i) {
            EXPECT_EQ(peer.read(1).value(), "?");
            peer.write(bytes).value();
        }
    }

    std::unique_ptr<Peer> pipe_;
    std::unique_ptr<Peer> serial_;
};

OPENWDF_INSTANTIATE_WORLDS(Stream);

TEST_P(Stream, Facts36And37ASynchronousTimeoutCancelsARead)
{
    scenario(k_ASynchronousTimeoutCancelsARead);
}

TEST_P(Stream, ACancelledReadLosesNothing)
{
    scenario(k_ACancelledReadLosesNothing, [&] { answer(*pipe_, 1, "abcd"); });
}

TEST_P(Stream, ManyCancelsRaceWithBytes)
{
    scenario(k_ManyCancelsRaceWithBytes, [&] { answer(*pipe_, 50, "abcd"); });
}

TEST_P(Stream, ClosingATargetEndsItsReads)
{
    scenario(k_ClosingATargetEndsItsReads);
}

TEST_P(Stream, ReadsEndInOrder)
{
    scenario(k_ReadsEndInOrder, [&] { answer(*serial_, 3, "abcd"); });
}

TEST_P(Stream, N163PurgeCancelsReads)
{
    scenario(k_PurgeCancelsReads);
}

TEST_P(Stream, AnAbortedReadKeepsItsBytes)
{
    scenario(k_AnAbortedReadKeepsItsBytes, [&] {
        serial_->write("x").value();
        answer(*serial_, 1, "yz!");
    });
}

TEST_P(Stream, N162ANewMaskEndsTheWait)
{
    scenario(k_ANewMaskEndsTheWait);
}

TEST_P(Stream, AWaitIsCancelled)
{
    scenario(k_AWaitIsCancelled);
}

TEST_P(Stream, N160TimeoutsCountFromTheStart)
{
    scenario(k_TimeoutsCountFromTheStart);
}

TEST_P(Stream, N168AHangUpEndsEverything)
{
    scenario(k_AHangUpEndsEverything, [&] {
        EXPECT_EQ(serial_->read(1).value(), "?");
        serial_->hang_up();
    });
}

} // namespace
} // namespace conformance
