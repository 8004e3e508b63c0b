#include "trace/recorder.hpp"

#include <gtest/gtest.h>

namespace openwdf::trace {

namespace {

gate::Event irp_event(gate::EventKind kind, const void* irp, std::uint8_t location)
{
    gate::Event event{};
    event.kind = kind;
    event.name = "IRP_MJ_READ";
    event.driver = "reader";
    event.thread = 7;
    event.irp = irp;
    event.device = "\\Device\\Source";
    event.location = location;
    event.location_count = 2;
    event.has_status = kind == gate::EventKind::irp_completed;
    return event;
}

} // namespace

TEST(Recorder, NumbersJourneysNotAddresses)
{
    Recorder recorder;
    const int first = 0;
    const int second = 0;
    recorder.observe(irp_event(gate::EventKind::irp_sent, &first, 2));
    recorder.observe(irp_event(gate::EventKind::irp_sent, &second, 2));
    recorder.observe(irp_event(gate::EventKind::irp_sent, &first, 1));
    recorder.observe(irp_event(gate::EventKind::irp_completed, &first, 1));
    recorder.observe(irp_event(gate::EventKind::irp_completed, &first, 2));
    recorder.observe(irp_event(gate::EventKind::irp_sent, &first, 1));
    const auto events = recorder.events();
    const std::uint32_t expected[] = {1, 2, 1, 1, 1, 3};
    ASSERT_EQ(events.size(), std::size(expected));
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].irp, expected[i]) << i;
        EXPECT_EQ(events[i].thread, 1U);
    }
}

TEST(Recorder, ClearForgetsEventsOnly)
{
    Recorder recorder;
    const int irp = 0;
    recorder.observe(irp_event(gate::EventKind::irp_sent, &irp, 1));
    recorder.clear();
    recorder.observe(irp_event(gate::EventKind::irp_completed, &irp, 1));
    ASSERT_EQ(recorder.events().size(), 1U);
    EXPECT_EQ(recorder.events().front().irp, 1U);
}

TEST(TraceText, OneLinePerEventIndentedByDepth)
{
    TraceEvent callback{};
    callback.kind = TraceEvent::Kind::callback;
    callback.name = "EvtIoRead";
    callback.driver = "reader";
    callback.thread = 1;
    callback.irql = 2;
    TraceEvent sent{};
    sent.kind = TraceEvent::Kind::irp_sent;
    sent.name = "IRP_MJ_READ";
    sent.thread = 1;
    sent.irp = 1;
    sent.device = "\\Device\\Source";
    sent.location = 1;
    sent.location_count = 2;
    sent.time = 123;
    TraceEvent completed = sent;
    completed.kind = TraceEvent::Kind::irp_completed;
    completed.status = static_cast<std::int32_t>(0xC0000011);
    EXPECT_EQ(trace_text({callback, sent, completed}),
              "         0.0 t1 reader entered at EvtIoRead @2\n"
              "        12.3 t1   irp 1 IRP_MJ_READ -> \\Device\\Source 1/2\n"
              "        12.3 t1   irp 1 IRP_MJ_READ <- \\Device\\Source 1/2 = STATUS_END_OF_FILE, "
              "0 bytes\n");
}

} // namespace openwdf::trace
