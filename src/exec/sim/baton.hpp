// OS threads of which one runs at a time: who leaves hands the baton to who goes on. Far slower
// than fibers and with the same choices, for debuggers and tools that know threads only.
//
// The baton is passed by a futex that ThreadSanitizer does not see, so that passing it orders
// nothing unless the switch says so.
#pragma once

#include "exec/sim/carrier.hpp"

#include <array>
#include <cstddef>
#include <pthread.h>

namespace openwdf::exec {

class BatonThread final : public Carrier {
public:
    // The calling OS thread.
    BatonThread() = default;
    BatonThread(const char* name, Entry entry, void* argument);
    // Waits for the OS thread's end. One that never ran never does.
    ~BatonThread() override;

    void switch_to(Carrier& next, Order order) override;
    bool guards(const void* address) const override;

private:
    enum class Turn : std::uint32_t { wait, run, leave };

    static void* start(void* self);
    void run();
    void find_guard();
    __attribute__((no_sanitize("thread"))) void give(Turn turn);
    __attribute__((no_sanitize("thread"))) Turn take();

    std::uint32_t turn_ = 0; // a Turn, and a futex; by atomic builtins only
    Entry entry_ = nullptr;
    void* argument_ = nullptr;
    std::array<char, 16> name_{}; // what Linux keeps of one
    pthread_t os_thread_{};
    const std::byte* bottom_ = nullptr; // of the stack; the guard lies below
    std::size_t guard_bytes_ = 0;
};

} // namespace openwdf::exec
