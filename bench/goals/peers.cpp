// The same work without OpenWDF: what the figures are relative to.
#include "drivers/bench_ioctl.h"
#include "goals/cases.hpp"
#include "goals/fail.hpp"
#include "goals/source_file.hpp"

#include <liburing.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <vector>

namespace openwdf::bench {

namespace {

constexpr std::uint64_t k_seed = 0x9E3779B97F4A7C15;
constexpr std::size_t k_page_bytes = 4096;

struct alignas(k_page_bytes) Page {
    std::byte bytes[BENCH_READ_BYTES];
};

class Ring {
public:
    Ring(const Settings& settings, unsigned depth)
        : file_(settings.file_path(), O_RDONLY), window_(settings.file_bytes), depth_(depth),
          pages_(depth)
    {
        const int error = ::io_uring_queue_init(
            depth, &ring_, IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN);
        if (error != 0)
            fail(fmt::format("io_uring: {}", std::strerror(-error)));
        const int descriptor = file_.get();
        if (::io_uring_register_files(&ring_, &descriptor, 1) != 0)
            fail("io_uring: the file cannot be registered");
    }
    ~Ring() { ::io_uring_queue_exit(&ring_); }
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;

    // Keeps `depth` reads in flight; whatever one wait brings is replaced in one submission.
    void run(std::uint64_t operations)
    {
        std::uint64_t started = 0;
        std::uint64_t ended = 0;
        for (; started < operations && started < depth_; ++started)
            start(static_cast<unsigned>(started));
        while (ended < operations) {
            if (::io_uring_submit_and_wait(&ring_, 1) < 0)
                fail("io_uring: submission failed");
            ended += reap(operations, started);
        }
    }

private:
    void start(unsigned page)
    {
        io_uring_sqe* entry = ::io_uring_get_sqe(&ring_);
        ::io_uring_prep_read(entry, 0, pages_[page].bytes, BENCH_READ_BYTES,
                             bench_offset(&random_, window_));
        entry->flags |= IOSQE_FIXED_FILE;
        entry->user_data = page;
    }

    std::uint64_t reap(std::uint64_t operations, std::uint64_t& started)
    {
        io_uring_cqe* completion = nullptr;
        unsigned head = 0;
        unsigned count = 0;
        io_uring_for_each_cqe (&ring_, head, completion) {
            if (completion->res != static_cast<int>(BENCH_READ_BYTES))
                fail("io_uring: a read failed");
            ++count;
            if (started < operations) {
                start(static_cast<unsigned>(completion->user_data));
                ++started;
            }
        }
        ::io_uring_cq_advance(&ring_, count);
        return count;
    }

    io_uring ring_{};
    const Descriptor file_;
    const std::uint64_t window_;
    const std::uint64_t depth_;
    std::vector<Page> pages_;
    std::uint64_t random_ = k_seed;
};

// A read of an empty pipe, its cancel, and what both answer.
class RingCancel {
public:
    RingCancel()
    {
        const int error = ::io_uring_queue_init(
            8, &ring_, IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN);
        if (error != 0)
            fail(fmt::format("io_uring: {}", std::strerror(-error)));
        if (::pipe2(pipe_, O_CLOEXEC) != 0)
            fail(fmt::format("pipe: {}", std::strerror(errno)));
    }
    ~RingCancel()
    {
        ::io_uring_queue_exit(&ring_);
        ::close(pipe_[0]);
        ::close(pipe_[1]);
    }
    RingCancel(const RingCancel&) = delete;
    RingCancel& operator=(const RingCancel&) = delete;

    void run(std::uint64_t operations)
    {
        for (std::uint64_t i = 0; i < operations; ++i)
            cancel_one();
    }

private:
    static constexpr std::uint64_t k_read = 1;
    static constexpr std::uint64_t k_cancel = 2;

    // In two submissions, as who cancels later does.
    void cancel_one()
    {
        io_uring_sqe* read = ::io_uring_get_sqe(&ring_);
        ::io_uring_prep_read(read, pipe_[0], page_.bytes, BENCH_READ_BYTES, 0);
        read->user_data = k_read;
        if (::io_uring_submit(&ring_) != 1)
            fail("io_uring: submission failed");
        io_uring_sqe* cancel = ::io_uring_get_sqe(&ring_);
        ::io_uring_prep_cancel64(cancel, k_read, 0);
        cancel->user_data = k_cancel;
        if (::io_uring_submit_and_wait(&ring_, 2) < 0)
            fail("io_uring: submission failed");
        reap();
    }

    void reap()
    {
        io_uring_cqe* completion = nullptr;
        unsigned head = 0;
        unsigned count = 0;
        io_uring_for_each_cqe (&ring_, head, completion) {
            const int wanted = completion->user_data == k_read ? -ECANCELED : 0;
            if (completion->res != wanted)
                fail("io_uring: a read was not cancelled");
            ++count;
        }
        ::io_uring_cq_advance(&ring_, count);
        if (count != 2)
            fail("io_uring: an answer is missing");
    }

    io_uring ring_{};
    int pipe_[2] = {-1, -1};
    Page page_;
};

struct PlainReader {
    explicit PlainReader(const Settings& settings) : file(settings.file_path(), O_RDONLY) {}

    void run(std::uint64_t operations, std::uint64_t window)
    {
        for (std::uint64_t i = 0; i < operations; ++i) {
            const auto offset = static_cast<off_t>(bench_offset(&random, window));
            if (::pread(file.get(), page.bytes, sizeof(page), offset) !=
                static_cast<ssize_t>(sizeof(page)))
                fail("pread failed");
        }
    }

    const Descriptor file;
    Page page;
    std::uint64_t random = k_seed;
};

} // namespace

Run make_mutex_pair(const Settings&)
{
    return [mutex = std::make_shared<std::mutex>()](std::uint64_t operations) {
        for (std::uint64_t i = 0; i < operations; ++i) {
            mutex->lock();
            mutex->unlock();
        }
    };
}

Run make_pread(const Settings& settings, std::uint64_t window)
{
    return [reader = std::make_shared<PlainReader>(settings), window](std::uint64_t operations) {
        reader->run(operations, window);
    };
}

Run make_ring(const Settings& settings, unsigned depth)
{
    return [ring = std::make_shared<Ring>(settings, depth)](std::uint64_t operations) {
        ring->run(operations);
    };
}

Run make_ring_cancel(const Settings&)
{
    return [ring = std::make_shared<RingCancel>()](std::uint64_t operations) {
        ring->run(operations);
    };
}

} // namespace openwdf::bench
