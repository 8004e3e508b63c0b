// Fact 110: what each dispatch type presents, and when.
#include "queue/queue.h"
#include "support/fixture.hpp"

#include <algorithm>
#include <thread>

namespace conformance {
namespace {

constexpr std::int64_t k_status_no_more_entries = 0x8000001A;
constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_invalid_device_state = 0xC0000184;
constexpr std::int64_t k_status_delete_pending = 0xC0000056;
constexpr std::int64_t k_status_cancelled = 0xC0000120;

class Queue : public Fixture {
protected:
    void load_driver()
    {
        load(OPENWDF_DRIVER_CONFORMANCE_QUEUE);
        control_ = std::make_unique<Handle>(open("\\\\.\\QueueControl"));
    }
    void close_control() { control_.reset(); }

    IoResult control(std::uint32_t code) { return control_->ioctl(code); }
    std::uint64_t held() { return control(QUEUE_HELD).information; }
    std::uint64_t most_held() { return control(QUEUE_MOST_HELD).information; }

    // In a live machine the readers are other threads: gives them time. Virtual time passes by
    // crossing the border.
    template <class Condition> void wait_until(Condition&& condition)
    {
        for (int i = 0; i < 20000 && !condition(); ++i) {
            if (!options.simulated)
                std::this_thread::sleep_for(std::chrono::microseconds(50));
        }
        EXPECT_TRUE(condition());
    }

    // Reads 8 bytes; the offset that the driver answers with, or a negative status.
    static std::int64_t read_offset(Handle& handle, std::int64_t offset)
    {
        std::int64_t answer = -1;
        const IoResult result = handle.read(std::as_writable_bytes(std::span(&answer, 1)), offset);
        return result.ok() ? answer : result.status;
    }

    // `count` threads, each with a handle and one read of 8 bytes at offset 100, 200, ...
    std::vector<openwdf::Thread> readers(const char* name, int count)
    {
        results_.assign(static_cast<std::size_t>(count), -1);
        std::vector<openwdf::Thread> threads;
        for (int i = 0; i < count; ++i) {
            threads.push_back(machine().start("reader", [this, name, i] {
                Handle own = open(name);
                results_[static_cast<std::size_t>(i)] = read_offset(own, 100 * (i + 1));
            }));
        }
        return threads;
    }

    std::ptrdiff_t reads_sent()
    {
        const auto events = machine().trace();
        return std::ranges::count_if(events, [](const openwdf::TraceEvent& event) {
            return event.kind == openwdf::TraceEvent::Kind::irp_sent && event.name == "IRP_MJ_READ";
        });
    }

    void expect_all_read()
    {
        for (std::size_t i = 0; i < results_.size(); ++i)
            EXPECT_EQ(results_[i], 100 * (static_cast<std::int64_t>(i) + 1));
    }

    std::vector<std::int64_t> results_;

private:
    std::unique_ptr<Handle> control_;
};

OPENWDF_INSTANTIATE_WORLDS(Queue);

TEST_P(Queue, Fact110SequentialPresentsOneAtATime)
{
    load_driver();
    auto threads = readers("\\\\.\\Sequential", 4);
    for (int i = 0; i < 4; ++i) {
        wait_until([&] { return held() == 1; });
        OPENWDF_EXPECT_STATUS(control(QUEUE_COMPLETE), 0);
    }
    threads.clear();
    expect_all_read();
    EXPECT_EQ(most_held(), 1U);
    const std::string text = printed();
    EXPECT_EQ(std::ranges::count(text, '\n'), 4) << text;
}

TEST_P(Queue, Fact110ParallelPresentsUpToItsLimit)
{
    load_driver();
    auto threads = readers("\\\\.\\Parallel", 5);
    wait_until([&] { return held() == 2; });
    for (int i = 0; i < 5; ++i) {
        wait_until([&] { return held() >= 1; });
        OPENWDF_EXPECT_STATUS(control(QUEUE_COMPLETE), 0);
    }
    threads.clear();
    expect_all_read();
    EXPECT_EQ(most_held(), 2U);
    const std::string text = printed();
    EXPECT_EQ(std::ranges::count(text, '\n'), 5) << text;
}

TEST_P(Queue, Fact110ManualWaitsForTheDriver)
{
    load_driver();
    OPENWDF_EXPECT_STATUS(control(QUEUE_RETRIEVE), k_status_no_more_entries);
    auto threads = readers("\\\\.\\Manual", 3);
    for (int i = 0; i < 3; ++i)
        wait_until([&, done = false]() mutable {
            done = done || control(QUEUE_RETRIEVE).ok();
            return done;
        });
    threads.clear();
    expect_all_read();
    EXPECT_EQ(held(), 0U);
    OPENWDF_EXPECT_STATUS(control(QUEUE_RETRIEVE), k_status_no_more_entries);
}

TEST_P(Queue, Fact110NothingIsRetrievedFromAParallelQueue)
{
    load_driver();
    OPENWDF_EXPECT_STATUS(control(QUEUE_FROM_PARALLEL), k_status_invalid_device_state);
}

TEST_P(Queue, Fact110ZeroLengthsAreTheFrameworks)
{
    load_driver();
    EXPECT_EQ(open("\\\\.\\Sequential").read({}, 5), (IoResult{0, 0}));
    EXPECT_EQ(held(), 0U);
    EXPECT_EQ(open("\\\\.\\AtOnce").read({}, 5), (IoResult{0, 0}));
    EXPECT_EQ(printed(), "presented with zero length\n");
}

TEST_P(Queue, ARequestWithoutHandlerIsRefused)
{
    load_driver();
    std::array<std::byte, 4> buffer{};
    OPENWDF_EXPECT_STATUS(open("\\\\.\\Sequential").write(buffer), k_status_invalid_device_request);
    OPENWDF_EXPECT_STATUS(open("\\\\.\\AtOnce").ioctl(0x222000), k_status_invalid_device_request);
}

TEST_P(Queue, TheDefaultHandlerTakesTheRest)
{
    load_driver();
    Handle handle = open("\\\\.\\Default");
    std::array<std::byte, 4> buffer{};
    EXPECT_EQ(read_offset(handle, 9), 9);
    OPENWDF_EXPECT_STATUS(handle.write(buffer), 0);
    OPENWDF_EXPECT_STATUS(handle.ioctl(0x222000), 0);
    EXPECT_EQ(printed(), "default handler, type 4\ndefault handler, type 14\n");
}

TEST_P(Queue, ManyCompletionsInsideTheHandler)
{
    load_driver();
    std::vector<openwdf::Thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.push_back(machine().start("reader", [&] {
            Handle own = open("\\\\.\\AtOnce");
            for (int round = 0; round < 200; ++round)
                ASSERT_EQ(read_offset(own, round), round);
        }));
    }
    threads.clear();
    expect_no_reports();
}

// The machine ends while the driver owns requests and others wait: the waiting ones are cancelled.
TEST_P(Queue, AMachineEndsWithRequestsInQueues)
{
    load_driver();
    auto threads = readers("\\\\.\\Manual", 2);
    while (reads_sent() < 2)
        (void)held();
    // Sent is not queued yet.
    IoResult retrieved = control(QUEUE_RETRIEVE);
    for (int tries = 0; retrieved.status != 0 && tries < 10'000; ++tries)
        retrieved = control(QUEUE_RETRIEVE);
    OPENWDF_EXPECT_STATUS(retrieved, 0);
    close_control();
    end_machine();
    threads.clear();
    // One was completed; the other one waited, or came too late to wait (N143).
    EXPECT_EQ(std::ranges::count_if(results_, [](std::int64_t result) { return result > 0; }), 1);
    EXPECT_EQ(std::ranges::count_if(
                  results_,
                  [](std::int64_t result) {
                      return result == static_cast<std::int32_t>(k_status_cancelled) ||
                             result == static_cast<std::int32_t>(k_status_delete_pending) ||
                             result == openwdf::k_machine_stopped;
                  }),
              1);
}

} // namespace
} // namespace conformance
