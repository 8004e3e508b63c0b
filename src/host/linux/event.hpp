// An eventfd: what wakes a thread that sleeps in the kernel for something else.
#pragma once

#include "base/check.hpp"

#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace openwdf::host {

class Event {
public:
    Event() : descriptor_(::eventfd(0, EFD_CLOEXEC)) { CHECK(descriptor_ >= 0); }
    ~Event() { ::close(descriptor_); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    int descriptor() const { return descriptor_; }

    void signal()
    {
        const std::uint64_t one = 1;
        CHECK(::write(descriptor_, &one, sizeof one) == sizeof one);
    }

    // Precondition: signalled, or the caller wants to wait for it.
    void consume()
    {
        std::uint64_t count = 0;
        CHECK(::read(descriptor_, &count, sizeof count) == sizeof count);
    }

private:
    const int descriptor_;
};

} // namespace openwdf::host
