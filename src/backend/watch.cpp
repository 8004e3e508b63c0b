#include "backend/watch.hpp"

#include <cerrno>

namespace openwdf::backend {

Watch::Watch(exec::Scheduler& scheduler, exec::Processor& processor, std::function<void()> answered)
    : scheduler_(scheduler), processor_(processor), answered_(std::move(answered))
{
    question_.watch = this;
    question_.done = &done;
    answer_.watch = this;
    answer_.run = [](exec::Work& work) { static_cast<Answer&>(work).watch->end(); };
}

void Watch::ask(host::IoOp::Kind kind, host::Stream* stream, base::Ticks due)
{
    wanted_ = true;
    due_ = due;
    question_.kind = kind;
    question_.stream = stream;
    if (place_ == Place::home)
        submit();
    else if (due < question_.due)
        cancel(); // comes back, and goes out with the new time
}

void Watch::submit()
{
    place_ = Place::port;
    question_.due = due_;
    processor_.port().submit(question_);
}

void Watch::stop()
{
    if (!wanted_)
        return;
    wanted_ = false;
    cancel();
}

void Watch::cancel()
{
    if (place_ == Place::port)
        processor_.port().cancel(question_);
}

// The port may be reaping on any thread of a simulated machine: the rest happens on our own.
void Watch::done(host::IoOp& op)
{
    Watch& self = *static_cast<Question&>(op).watch;
    self.place_ = Place::answered;
    if (!self.scheduler_.stopped())
        self.processor_.defer(self.answer_);
}

void Watch::end()
{
    place_ = Place::home;
    if (!wanted_ || scheduler_.stopped())
        return;
    const bool is_early = question_.kind == host::IoOp::Kind::timer && due_ > question_.due;
    if (question_.result == -ECANCELED || is_early) {
        submit();
        return;
    }
    wanted_ = false;
    answered_();
}

} // namespace openwdf::backend
