#include "backend/serial_settings.hpp"

#include <gtest/gtest.h>

namespace openwdf::backend {
namespace {

constexpr base::Ticks k_ms = base::k_ticks_per_millisecond;

SERIAL_TIMEOUTS timeouts(ULONG interval, ULONG multiplier, ULONG constant)
{
    return {interval, multiplier, constant, 0, 0};
}

TEST(SerialSettings, N160TimeoutsAddUp)
{
    const ReadPlan plan = plan_read(timeouts(5, 3, 100), 10);
    EXPECT_EQ(plan.total, 130 * k_ms);
    EXPECT_EQ(plan.interval, 5 * k_ms);
    EXPECT_FALSE(plan.returns_at_once || plan.returns_with_any || plan.returns_on_any_byte);
}

TEST(SerialSettings, N160ZerosNeverTimeOut)
{
    const ReadPlan plan = plan_read(timeouts(0, 0, 0), 10);
    EXPECT_EQ(plan.total, base::k_never);
    EXPECT_EQ(plan.interval, base::k_never);
    EXPECT_EQ(write_total(timeouts(1, 1, 1), 10), base::k_never);
}

TEST(SerialSettings, N161MaxUlongAlone)
{
    EXPECT_TRUE(plan_read(timeouts(MAXULONG, 0, 0), 10).returns_at_once);
}

TEST(SerialSettings, N161MaxUlongWithTotals)
{
    const ReadPlan plan = plan_read(timeouts(MAXULONG, 2, 10), 5);
    EXPECT_TRUE(plan.returns_with_any);
    EXPECT_FALSE(plan.returns_on_any_byte);
    EXPECT_EQ(plan.total, 20 * k_ms);
    const ReadPlan first_byte = plan_read(timeouts(MAXULONG, MAXULONG, 10), 5);
    EXPECT_TRUE(first_byte.returns_with_any && first_byte.returns_on_any_byte);
    EXPECT_EQ(first_byte.total, 10 * k_ms);
}

TEST(SerialSettings, HugeTotalsNeverComeToAnEnd)
{
    EXPECT_EQ(plan_read(timeouts(0, MAXULONG, MAXULONG), MAXULONG).total, base::k_never);
    EXPECT_EQ(check_timeouts(timeouts(MAXULONG, MAXULONG, MAXULONG)), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(check_timeouts(timeouts(MAXULONG, MAXULONG, 1)), STATUS_SUCCESS);
}

TEST(SerialSettings, EveryFrameComesBack)
{
    int accepted = 0;
    for (UCHAR bits = 4; bits <= 9; ++bits) {
        for (UCHAR parity = 0; parity <= 5; ++parity) {
            for (UCHAR stop = 0; stop <= 3; ++stop) {
                const SERIAL_LINE_CONTROL wanted{stop, parity, bits};
                host::LineSettings settings;
                if (!NT_SUCCESS(apply_line_control(wanted, settings)))
                    continue;
                ++accepted;
                const SERIAL_LINE_CONTROL back = line_control_of(settings);
                EXPECT_TRUE(back.StopBits == stop && back.Parity == parity &&
                            back.WordLength == bits);
            }
        }
    }
    EXPECT_EQ(accepted, 4 * 5 * 2); // two stop lengths for each word length
}

TEST(SerialSettings, FlowControl)
{
    SERIAL_HANDFLOW flow{};
    flow.FlowReplace = SERIAL_RTS_HANDSHAKE | SERIAL_AUTO_TRANSMIT;
    host::LineSettings settings;
    apply_handflow(flow, settings);
    EXPECT_TRUE(settings.rts_cts && settings.obeys_xoff);
    EXPECT_FALSE(settings.sends_xoff);
    EXPECT_EQ(check_handflow(flow, 4096), STATUS_SUCCESS);
    flow.XoffLimit = 5000;
    EXPECT_EQ(check_handflow(flow, 4096), STATUS_INVALID_PARAMETER);
    flow.XoffLimit = 0;
    flow.FlowReplace |= SERIAL_NULL_STRIPPING;
    EXPECT_EQ(check_handflow(flow, 4096), STATUS_NOT_SUPPORTED);
    flow.FlowReplace = SERIAL_FLOW_INVALID;
    EXPECT_EQ(check_handflow(flow, 4096), STATUS_INVALID_PARAMETER);
}

} // namespace
} // namespace openwdf::backend
