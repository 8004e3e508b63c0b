#include "nt/io/thread_irps.hpp"

#include "nt/executive.hpp"
#include "nt/io/cancel.hpp"
#include "nt/io/request.hpp"

#include <mutex>

namespace openwdf::nt::io {

namespace {

constexpr LONGLONG k_patience = 5LL * 60 * 1000 * base::k_ticks_per_millisecond; // N58

} // namespace

// The machine is over, or run_down() left nothing.
ThreadIrps::~ThreadIrps()
{
    while (irps_.pop_front() != nullptr) {
    }
}

void ThreadIrps::add(Executive& executive, IRP& irp)
{
    IrpBlock& block = block_of(irp);
    block.cancel = ThreadCancel::none;
    block.thread_irps = this;
    block.has_thread = true;
    std::lock_guard guard(executive.waits_lock);
    irps_.push_back(block);
}

bool ThreadIrps::may_end(Executive& executive, IrpBlock& block)
{
    std::lock_guard guard(executive.waits_lock);
    if (block.cancel == ThreadCancel::running) {
        block.cancel = ThreadCancel::ended;
        return false;
    }
    ThreadIrps* owner = block.thread_irps;
    if (owner == nullptr)
        return true;
    block.thread_irps = nullptr;
    owner->irps_.remove(block);
    if (owner->waiting_ && owner->irps_.empty())
        (void)executive.dispatcher.set_event(owner->none_left_);
    return true;
}

IrpBlock* ThreadIrps::next_to_cancel(Executive& executive)
{
    std::lock_guard guard(executive.waits_lock);
    for (IrpBlock* block = irps_.front(); block != nullptr; block = irps_.after(*block)) {
        if (block->cancel == ThreadCancel::none) {
            block->cancel = ThreadCancel::running;
            return block;
        }
    }
    return nullptr;
}

// True when it was completed meanwhile: the thread ends it.
bool ThreadIrps::cancelled(Executive& executive, IrpBlock& block)
{
    std::lock_guard guard(executive.waits_lock);
    if (block.cancel != ThreadCancel::ended) {
        block.cancel = ThreadCancel::done;
        return false;
    }
    block.thread_irps = nullptr;
    irps_.remove(block);
    return true;
}

bool ThreadIrps::wait_for_all(Executive& executive)
{
    ke::initialize_event(none_left_, NotificationEvent, false);
    {
        std::lock_guard guard(executive.waits_lock);
        if (irps_.empty())
            return true;
        waiting_ = true;
    }
    LARGE_INTEGER timeout;
    timeout.QuadPart = -k_patience;
    void* object = &none_left_;
    return executive.dispatcher.wait({&object, 1}, WaitAny, &timeout) != STATUS_TIMEOUT;
}

void ThreadIrps::detach_all(Executive& executive)
{
    std::lock_guard guard(executive.waits_lock);
    waiting_ = false;
    while (IrpBlock* block = irps_.pop_front())
        block->thread_irps = nullptr;
}

void ThreadIrps::run_down(Executive& executive)
{
    while (IrpBlock* block = next_to_cancel(executive)) {
        (void)cancel_irp(block->irp());
        if (cancelled(executive, *block))
            end_for_thread(executive, block->irp());
    }
    if (wait_for_all(executive))
        return;
    executive.border().report("thread-irp-outstanding",
                              "a thread ended, and an IRP of its was not completed within five "
                              "minutes of being cancelled");
    detach_all(executive);
}

} // namespace openwdf::nt::io
