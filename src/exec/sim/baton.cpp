#include "exec/sim/baton.hpp"

#include "base/check.hpp"
#include "base/sanitizer.hpp"
#include "exec/sim/overflow.hpp"
#include "exec/sim/spin_watch.hpp"

#include <cstring>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace openwdf::exec {

namespace sanitizer = base::sanitizer;

BatonThread::BatonThread(const char* name, Entry entry, void* argument)
    : entry_(entry), argument_(argument)
{
    std::strncpy(name_.data(), name, name_.size() - 1);
    CHECK(::pthread_create(&os_thread_, nullptr, &start, this) == 0);
}

BatonThread::~BatonThread()
{
    if (entry_ == nullptr)
        return;
    give(Turn::leave); // nothing to one that ended
    CHECK(::pthread_join(os_thread_, nullptr) == 0);
}

void* BatonThread::start(void* self)
{
    auto& thread = *static_cast<BatonThread*>(self);
    (void)::pthread_setname_np(::pthread_self(), thread.name_.data());
    watch_for_overflow();
    watch_for_spinning();
    thread.find_guard();
    if (thread.take() == Turn::run)
        thread.run();
    return nullptr;
}

void BatonThread::run()
{
    sanitizer::acquire(this);
    const Departure last = entry_(argument_);
    auto& next = static_cast<BatonThread&>(*last.next);
    if (last.order != Order::none)
        sanitizer::release(&next);
    next.give(Turn::run);
}

void BatonThread::find_guard()
{
    pthread_attr_t attributes;
    CHECK(::pthread_getattr_np(::pthread_self(), &attributes) == 0);
    void* bottom = nullptr;
    std::size_t size = 0;
    CHECK(::pthread_attr_getstack(&attributes, &bottom, &size) == 0);
    CHECK(::pthread_attr_getguardsize(&attributes, &guard_bytes_) == 0);
    CHECK(::pthread_attr_destroy(&attributes) == 0);
    bottom_ = static_cast<const std::byte*>(bottom);
}

bool BatonThread::guards(const void* address) const
{
    const auto* place = static_cast<const std::byte*>(address);
    return bottom_ != nullptr && place >= bottom_ - guard_bytes_ && place < bottom_;
}

void BatonThread::switch_to(Carrier& next, Order order)
{
    auto& other = static_cast<BatonThread&>(next);
    if (order != Order::none)
        sanitizer::release(&other);
    other.give(Turn::run);
    CHECK(take() == Turn::run);
    sanitizer::acquire(this);
}

void BatonThread::give(Turn turn)
{
    __atomic_store_n(&turn_, static_cast<std::uint32_t>(turn), __ATOMIC_RELEASE);
    (void)::syscall(SYS_futex, &turn_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

BatonThread::Turn BatonThread::take()
{
    constexpr auto k_wait = static_cast<std::uint32_t>(Turn::wait);
    for (;;) {
        const std::uint32_t turn = __atomic_exchange_n(&turn_, k_wait, __ATOMIC_ACQUIRE);
        if (turn != k_wait)
            return static_cast<Turn>(turn);
        (void)::syscall(SYS_futex, &turn_, FUTEX_WAIT_PRIVATE, k_wait, nullptr, nullptr, 0);
    }
}

} // namespace openwdf::exec
