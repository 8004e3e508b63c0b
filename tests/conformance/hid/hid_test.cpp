// The software HID collection: its reports, its control codes, the hardware's side of it.
#include "hid/hid.h"
#include "support/fixture.hpp"

#include <filesystem>
#include <unistd.h>

namespace conformance {
namespace {

enum Scenario : unsigned { HID_SCENARIOS(CONFORMANCE_ENUMERATE) };

using Bytes = std::vector<std::byte>;

constexpr std::int64_t k_status_invalid_device_request = 0xC0000010;
constexpr std::int64_t k_status_invalid_parameter = 0xC000000D;
constexpr std::int64_t k_status_buffer_too_small = 0xC0000023;
constexpr std::int64_t k_status_device_not_connected = 0xC000009D;
constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;
constexpr std::int64_t k_status_invalid_buffer_size = 0xC0000206;

constexpr std::uint32_t k_get_information = 0xB01A8;
constexpr std::uint32_t k_get_descriptor = 0xB0193;
constexpr std::uint32_t k_get_feature = 0xB0192;
constexpr std::uint32_t k_set_feature = 0xB0191;
constexpr std::uint32_t k_get_input = 0xB01A2;
constexpr std::uint32_t k_set_output = 0xB0195;
constexpr std::uint32_t k_flush = 0xB0197;
constexpr std::uint32_t k_get_buffers = 0xB01A0;
constexpr std::uint32_t k_set_buffers = 0xB01A4;
constexpr std::uint32_t k_get_config = 0xB0190;
constexpr std::uint32_t k_set_config = 0xB0194;
constexpr std::uint32_t k_get_poll = 0xB0198;
constexpr std::uint32_t k_set_poll = 0xB019C;
constexpr std::uint32_t k_get_product = 0xB01BE;
constexpr std::uint32_t k_get_indexed = 0xB01E2;
constexpr std::uint32_t k_get_hardware_id = 0xB019E;
constexpr std::uint32_t k_enable_secure_read = 0xB020B;

// Vendor page: report 1 has 2 bytes of input and 1 of output, report 5 has 4 bytes of feature.
const char* const k_with_ids = "06 00 ff 09 01 a1 01 85 01 75 08 95 02 09 02 81 02 95 01 09 03\n"
                               "91 02 85 05 95 04 09 04 b1 02 c0\n";
// A mouse: no ids, 3 bytes of input.
const char* const k_mouse = "05 01 09 02 a1 01 09 01 a1 00 05 09 19 01 29 03 15 00 25 01 95 03\n"
                            "75 01 81 02 95 01 75 05 81 01 05 01 09 30 09 31 15 81 25 7f 75 08\n"
                            "95 02 81 06 c0 c0\n";

Bytes bytes(std::initializer_list<int> values)
{
    Bytes result;
    for (const int value : values)
        result.push_back(static_cast<std::byte>(value));
    return result;
}

std::uint32_t number_at(const Bytes& data, std::size_t at, std::size_t size)
{
    std::uint32_t number = 0;
    std::memcpy(&number, data.data() + at, size);
    return number;
}

// Files of this process, gone at its end.
class Scratch {
public:
    Scratch()
        : folder_(std::filesystem::temp_directory_path() /
                  ("openwdf_hid_" + std::to_string(::getpid())))
    {
        std::filesystem::create_directories(folder_);
    }
    ~Scratch() { std::filesystem::remove_all(folder_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::string file(const std::string& name, std::string_view content) const
    {
        const std::string path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

private:
    std::filesystem::path folder_;
};

class Hid : public Fixture {
protected:
    openwdf::HidPeer collection(const char* descriptor, const std::string& more = "")
    {
        const std::string path = scratch().file("descriptor", descriptor);
        return machine()
            .add_hid("\\Device\\Hid", "hid:" + path + "?vid=045E&pid=0039&version=0102" + more)
            .value();
    }
    Handle open_collection() { return open("\\Device\\Hid"); }
    static const Scratch& scratch()
    {
        static const Scratch folder;
        return folder;
    }
    std::string add_error(const std::string& uri)
    {
        const auto added = machine().add_hid("\\Device\\Hid", uri);
        return added.ok() ? "added" : added.error().message;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Hid);

// Covers: N165, N167.
TEST_P(Hid, ADriverReadsTheCollectionIntoLocalStructures)
{
    collection(k_with_ids);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_HID, k_CollectionIntoLocalStructures), 0);
    expect_no_reports();
}

TEST_P(Hid, N167InternalRequests)
{
    collection(k_with_ids);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_HID, k_InternalRequests), 0);
}

// Covers: 25, N52, N54.
TEST_P(Hid, AReadThatTimesOutIsTakenBack)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_HID, k_AReadGivesUp), 0);
    // Nobody waits for it any more.
    peer.send_input(bytes({1, 2, 3})).value();
}

// Covers: 65, N56, N57.
TEST_P(Hid, NoReportIsLostToATimeout)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    load(OPENWDF_DRIVER_CONFORMANCE_HID);
    openwdf::Thread hardware = machine().start("hardware", [&] {
        // A report that comes before the reader would be nobody's.
        while (peer.take_output().empty())
            OPENWDF_EXPECT_STATUS(run_loaded(k_PauseOneMillisecond), 0);
        for (int i = 0; i < 20; ++i) {
            OPENWDF_EXPECT_STATUS(run_loaded(k_PauseOneMillisecond), 0);
            peer.send_input(bytes({1, i, 0})).value();
        }
    });
    OPENWDF_EXPECT_STATUS(run_loaded(k_LosesNothingToTimeouts), 0);
    hardware.join();
    expect_no_reports();
}

TEST_P(Hid, N165EachHandleReadsWholeReportsFromItsOwnRing)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    Handle first = open_collection();
    Handle second = open_collection();
    peer.send_input(bytes({1, 0x11, 0x12})).value();
    peer.send_input(bytes({1, 0x21, 0x22})).value();
    Bytes report(3);
    EXPECT_EQ(first.read(report), (IoResult{0, 3}));
    EXPECT_EQ(report, bytes({1, 0x11, 0x12}));
    EXPECT_EQ(first.read(report), (IoResult{0, 3}));
    EXPECT_EQ(report, bytes({1, 0x21, 0x22}));
    // A larger buffer takes as many reports as fit, and no part of one.
    Bytes both(8, std::byte{0xEE});
    EXPECT_EQ(second.read(both), (IoResult{0, 6}));
    EXPECT_EQ(both, bytes({1, 0x11, 0x12, 1, 0x21, 0x22, 0xEE, 0xEE}));
}

TEST_P(Hid, N165AShortBufferIsRefused)
{
    collection(k_with_ids);
    Handle handle = open_collection();
    Bytes report(2);
    OPENWDF_EXPECT_STATUS(handle.read(report), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(handle.read({}), k_status_invalid_buffer_size);
}

TEST_P(Hid, AReadWaitsForItsReport)
{
    openwdf::HidPeer peer = collection(k_mouse);
    Handle handle = open_collection();
    Bytes report(4);
    IoResult read;
    openwdf::Thread reader = machine().start("reader", [&] { read = handle.read(report); });
    peer.send_input(bytes({0, 7, 8, 9})).value();
    reader.join();
    EXPECT_EQ(read, (IoResult{0, 4}));
    EXPECT_EQ(report, bytes({0, 7, 8, 9}));
}

TEST_P(Hid, TheOldestReportIsLostWhenTheRingIsFull)
{
    openwdf::HidPeer peer = collection(k_mouse);
    Handle handle = open_collection();
    OPENWDF_ASSERT_STATUS(handle.ioctl(k_set_buffers, bytes({2, 0, 0, 0})), 0);
    for (int i = 1; i <= 3; ++i)
        peer.send_input(bytes({0, i, i, i})).value();
    Bytes reports(12);
    EXPECT_EQ(handle.read(reports), (IoResult{0, 8}));
    EXPECT_EQ(number_at(reports, 1, 1), 2U);
    EXPECT_EQ(number_at(reports, 5, 1), 3U);
}

TEST_P(Hid, FlushEmptiesTheRingOfItsHandleAlone)
{
    openwdf::HidPeer peer = collection(k_mouse);
    Handle flushed = open_collection();
    Handle other = open_collection();
    peer.send_input(bytes({0, 1, 1, 1})).value();
    OPENWDF_EXPECT_STATUS(flushed.ioctl(k_flush), 0);
    peer.send_input(bytes({0, 2, 2, 2})).value();
    Bytes report(4);
    EXPECT_EQ(flushed.read(report), (IoResult{0, 4}));
    EXPECT_EQ(report, bytes({0, 2, 2, 2}));
    EXPECT_EQ(other.read(report), (IoResult{0, 4}));
    EXPECT_EQ(report, bytes({0, 1, 1, 1}));
}

TEST_P(Hid, RingsHaveBounds)
{
    collection(k_mouse);
    Handle handle = open_collection();
    Bytes number(4);
    EXPECT_EQ(handle.ioctl(k_get_buffers, {}, number), (IoResult{0, 4}));
    EXPECT_EQ(number_at(number, 0, 4), 32U);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_buffers, bytes({1, 0, 0, 0})),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_buffers, bytes({1, 2, 0, 0})),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_buffers, bytes({4})), k_status_buffer_too_small);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_buffers, {}, std::span(number).first(3)),
                          k_status_buffer_too_small);
    // The driver's configuration counts for files opened from then on.
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_config, bytes({8, 0, 0, 0, 64, 0, 0, 0})), 0);
    Bytes config(8);
    EXPECT_EQ(handle.ioctl(k_get_config, {}, config), (IoResult{0, 8}));
    EXPECT_EQ(number_at(config, 4, 4), 64U);
    EXPECT_EQ(handle.ioctl(k_get_buffers, {}, number), (IoResult{0, 4}));
    EXPECT_EQ(number_at(number, 0, 4), 32U);
    Handle later = open_collection();
    EXPECT_EQ(later.ioctl(k_get_buffers, {}, number), (IoResult{0, 4}));
    EXPECT_EQ(number_at(number, 0, 4), 64U);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_config, bytes({9, 0, 0, 0, 64, 0, 0, 0})),
                          k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_config, bytes({8, 0, 0, 0, 1, 0, 0, 0})),
                          k_status_invalid_parameter);
}

TEST_P(Hid, OutputReportsReachTheHardware)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    Handle handle = open_collection();
    EXPECT_EQ(handle.write(bytes({1, 0x55})), (IoResult{0, 2}));
    EXPECT_EQ(handle.ioctl(k_set_output, bytes({1, 0x66})), (IoResult{0, 2}));
    // What is behind the report does not count.
    EXPECT_EQ(handle.write(bytes({1, 0x77, 0x88})), (IoResult{0, 2}));
    EXPECT_EQ(peer.take_output(), bytes({1, 0x55}));
    EXPECT_EQ(peer.take_output(), bytes({1, 0x66}));
    EXPECT_EQ(peer.take_output(), bytes({1, 0x77}));
    EXPECT_TRUE(peer.take_output().empty());
    OPENWDF_EXPECT_STATUS(handle.write(bytes({1})), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(handle.write(bytes({2, 0})), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.write({}), k_status_invalid_buffer_size);
    EXPECT_TRUE(peer.take_output().empty());
}

TEST_P(Hid, FeatureReportsAreKept)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    Handle handle = open_collection();
    Bytes report = bytes({5, 9, 9, 9, 9});
    EXPECT_EQ(handle.ioctl(k_get_feature, {}, report), (IoResult{0, 5}));
    EXPECT_EQ(report, bytes({5, 0, 0, 0, 0}));
    EXPECT_EQ(handle.ioctl(k_set_feature, bytes({5, 1, 2, 3, 4})), (IoResult{0, 5}));
    EXPECT_EQ(peer.feature(5), bytes({5, 1, 2, 3, 4}));
    peer.set_feature(bytes({5, 4, 3, 2, 1})).value();
    EXPECT_EQ(handle.ioctl(k_get_feature, {}, report), (IoResult{0, 5}));
    EXPECT_EQ(report, bytes({5, 4, 3, 2, 1}));
    EXPECT_TRUE(peer.feature(1).empty()); // an input and output report
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_feature, bytes({1, 0, 0, 0, 0})),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_feature, bytes({5, 0, 0, 0})),
                          k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_feature), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_feature), k_status_invalid_buffer_size);
}

TEST_P(Hid, TheLastInputReportCanBeAskedFor)
{
    openwdf::HidPeer peer = collection(k_mouse);
    Handle handle = open_collection();
    peer.send_input(bytes({0, 1, 2, 3})).value();
    peer.send_input(bytes({0, 4, 5, 6})).value();
    // Without report ids the first byte is not looked at, and stays.
    Bytes report = bytes({0x5A, 0, 0, 0});
    EXPECT_EQ(handle.ioctl(k_get_input, {}, report), (IoResult{0, 4}));
    EXPECT_EQ(report, bytes({0x5A, 4, 5, 6}));
    EXPECT_EQ(handle.read(report), (IoResult{0, 4}));
    EXPECT_EQ(report, bytes({0, 1, 2, 3}));
}

TEST_P(Hid, N167SmallBuffersOfTheCollection)
{
    collection(k_with_ids);
    Handle handle = open_collection();
    Bytes information(12);
    EXPECT_EQ(handle.ioctl(k_get_information, {}, information), (IoResult{0, 12}));
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_information, {}, std::span(information).first(11)),
                          k_status_invalid_buffer_size);
    Bytes preparsed(number_at(information, 0, 4));
    OPENWDF_EXPECT_STATUS(
        handle.ioctl(k_get_descriptor, {}, std::span(preparsed).first(preparsed.size() - 1)),
        k_status_invalid_buffer_size);
    EXPECT_EQ(preparsed, Bytes(preparsed.size()));
    EXPECT_EQ(handle.ioctl(k_get_descriptor, {}, preparsed), (IoResult{0, preparsed.size()}));
    EXPECT_NE(preparsed, Bytes(preparsed.size()));
}

TEST_P(Hid, StringsAreTerminatedAndWhole)
{
    collection(k_mouse, "&product=Pad%20%C3%A9&serial=42");
    Handle handle = open_collection();
    Bytes text(64);
    EXPECT_EQ(handle.ioctl(k_get_product, {}, text), (IoResult{0, 12}));
    EXPECT_EQ(number_at(text, 0, 2), 'P');
    EXPECT_EQ(number_at(text, 8, 2), 0xE9U);
    EXPECT_EQ(number_at(text, 10, 2), 0U);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_product, {}, std::span(text).first(11)),
                          k_status_invalid_buffer_size);
    EXPECT_EQ(handle.ioctl(k_get_indexed, bytes({3, 0, 9, 4}), text), (IoResult{0, 6}));
    EXPECT_EQ(number_at(text, 0, 2), '4');
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_indexed, bytes({7, 0, 9, 4}), text),
                          k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_indexed, bytes({3}), text),
                          k_status_invalid_buffer_size);
    Bytes ids(256);
    const IoResult result = handle.ioctl(k_get_hardware_id, {}, ids);
    ASSERT_TRUE(result.ok());
    std::string narrow;
    for (std::size_t i = 0; i < result.information; i += 2)
        narrow += static_cast<char>(ids[i] == std::byte{0} ? '|' : static_cast<char>(ids[i]));
    EXPECT_EQ(narrow, "HID\\VID_045E&PID_0039&REV_0102|HID\\VID_045E&PID_0039|"
                      "HID_DEVICE_UP:0001_U:0002|HID_DEVICE||");
}

TEST_P(Hid, OnlyAPolledDeviceHasAFrequency)
{
    collection(k_mouse);
    Handle handle = open_collection();
    Bytes number(4);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_poll, {}, number), k_status_invalid_device_request);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_set_poll, number), k_status_invalid_device_request);
    const std::string path = scratch().file("descriptor", k_mouse);
    target("\\Device\\Polled", "hid:" + path + "?polled=1");
    Handle polled = open("\\Device\\Polled");
    OPENWDF_EXPECT_STATUS(polled.ioctl(k_set_poll, bytes({100, 0, 0, 0})), 0);
    OPENWDF_EXPECT_STATUS(polled.ioctl(k_set_poll, bytes({0, 0, 0, 0})), 0);
    EXPECT_EQ(polled.ioctl(k_get_poll, {}, number), (IoResult{0, 4}));
    EXPECT_EQ(number_at(number, 0, 4), 100U);
    OPENWDF_EXPECT_STATUS(polled.ioctl(k_set_poll, bytes({0, 0, 1, 0})),
                          k_status_invalid_parameter);
}

// Covers: N167, N168.
TEST_P(Hid, UnpluggingEndsWhatWaitsAndWhatComes)
{
    openwdf::HidPeer peer = collection(k_mouse);
    Handle handle = open_collection();
    Bytes report(4);
    IoResult read;
    openwdf::Thread reader = machine().start("reader", [&] { read = handle.read(report); });
    peer.unplug();
    reader.join();
    OPENWDF_EXPECT_STATUS(read, k_status_device_not_connected);
    OPENWDF_EXPECT_STATUS(handle.read(report), k_status_device_not_connected);
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_get_information, {}, report),
                          k_status_device_not_connected);
    OPENWDF_EXPECT_STATUS(machine().open("\\Device\\Hid"), k_status_device_not_connected);
    OPENWDF_EXPECT_STATUS(peer.send_input(bytes({0, 1, 1, 1})), k_status_device_not_connected);
}

TEST_P(Hid, N168UnknownControlCodes)
{
    collection(k_mouse);
    Handle handle = open_collection();
    OPENWDF_EXPECT_STATUS(handle.ioctl(k_enable_secure_read), k_status_invalid_device_request);
    OPENWDF_EXPECT_STATUS(handle.ioctl(0x7405C), k_status_invalid_device_request);
}

TEST_P(Hid, LoopSendsOutputsBack)
{
    openwdf::HidPeer peer = collection(k_with_ids, "&loop=1");
    Handle handle = open_collection();
    EXPECT_EQ(handle.write(bytes({1, 0x42})), (IoResult{0, 2}));
    Bytes report(3, std::byte{0xEE});
    EXPECT_EQ(handle.read(report), (IoResult{0, 3}));
    EXPECT_EQ(report, bytes({1, 0x42, 0}));
    EXPECT_EQ(peer.take_output(), bytes({1, 0x42}));
}

TEST_P(Hid, AFileOfReportsIsReadByEachHandle)
{
    const std::string script = scratch().file("reports", "# two\n0 1 1 1\n\n0 2 2 2 // last\n");
    openwdf::HidPeer peer = collection(k_mouse, "&input=" + script);
    for (int round = 0; round < 2; ++round) {
        Handle handle = open_collection();
        Bytes report(4);
        EXPECT_EQ(handle.read(report), (IoResult{0, 4}));
        EXPECT_EQ(report, bytes({0, 1, 1, 1}));
        EXPECT_EQ(handle.read(report), (IoResult{0, 4}));
        peer.send_input(bytes({0, 3, 3, 3})).value();
        EXPECT_EQ(handle.read(report), (IoResult{0, 4}));
        EXPECT_EQ(report, bytes({0, 3, 3, 3}));
    }
}

TEST_P(Hid, WhatIsWrongWithATargetIsNamed)
{
    const std::string mouse = scratch().file("mouse", k_mouse);
    const std::string cut = scratch().file("cut", "05 01 09 02 a1 01");
    const std::string short_reports = scratch().file("short", "0 1 1\n");
    EXPECT_NE(add_error("hid:").find("there is no path behind hid:"), std::string::npos);
    EXPECT_NE(add_error("hid:/nowhere/x").find("the file '/nowhere/x' is not there"),
              std::string::npos);
    OPENWDF_EXPECT_STATUS(machine().add_hid("\\Device\\Hid", "hid:/nowhere/x"),
                          k_status_object_name_not_found);
    EXPECT_NE(add_error("hid:" + cut).find("is wrong at byte 5: a collection is not ended"),
              std::string::npos);
    EXPECT_NE(add_error("hid:" + mouse + "?vid=xyz").find("vid='xyz' is no hexadecimal number"),
              std::string::npos);
    EXPECT_NE(
        add_error("hid:" + mouse + "?collection=2").find("is none of the descriptor's 1 to 1"),
        std::string::npos);
    EXPECT_NE(add_error("hid:" + mouse + "?input=" + short_reports)
                  .find("has 3 bytes; with its id "
                        "it has 4"),
              std::string::npos);
    EXPECT_NE(add_error("ram:4K").find("takes hid: targets"), std::string::npos);
}

// A request that a filter sends on is still its application's: the ring is that of the file the
// filter's stack was opened with (fact 53).
TEST_P(Hid, Fact53AFilterReadsFromTheRingOfItsApplication)
{
    openwdf::HidPeer peer = collection(k_mouse);
    (void)load(OPENWDF_DRIVER_CONFORMANCE_FILTER).filter("\\Device\\Hid").value();
    Handle first = open_collection();
    Handle second = open_collection();
    peer.send_input(bytes({0, 1, 2, 3})).value();
    for (Handle* handle : {&first, &second}) {
        Bytes report(4);
        EXPECT_EQ(handle->read(report), (IoResult{0, 4}));
        EXPECT_EQ(report, bytes({0, 1, 2, 3}));
    }
    expect_no_reports();
}

TEST_P(Hid, TheHardwareCannotSendWhatItDoesNotHave)
{
    openwdf::HidPeer peer = collection(k_with_ids);
    OPENWDF_EXPECT_STATUS(peer.send_input(bytes({2, 0, 0})), k_status_invalid_parameter);
    OPENWDF_EXPECT_STATUS(peer.send_input(bytes({1, 0})), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(peer.send_input(bytes({1, 0, 0, 0})), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(peer.send_input({}), k_status_invalid_buffer_size);
    OPENWDF_EXPECT_STATUS(peer.set_feature(bytes({1, 0, 0})), k_status_invalid_parameter);
}

} // namespace
} // namespace conformance
