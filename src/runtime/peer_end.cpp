#include "runtime/peer_end.hpp"

#include "nt/ke/dispatcher.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace openwdf::runtime {

PeerEnd::PeerEnd(exec::Scheduler& scheduler, std::unique_ptr<host::Stream> stream)
    : scheduler_(scheduler), processor_(scheduler.processor(0)), stream_(std::move(stream)),
      readable_(*this, host::IoOp::Kind::readable), writable_(*this, host::IoOp::Kind::writable)
{
}

PeerEnd::Wait::Wait(PeerEnd& end, host::IoOp::Kind kind) : owner(end)
{
    question.wait = ask.wait = answer.wait = this;
    question.kind = kind;
    question.done = &done;
    ask.run = [](exec::Work& work) { static_cast<Step&>(work).wait->submit(); };
    answer.run = [](exec::Work& work) {
        Wait& self = *static_cast<Step&>(work).wait;
        self.executive->dispatcher.set_event(self.answered);
    };
    nt::ke::initialize_event(answered, SynchronizationEvent, false);
}

void PeerEnd::Wait::until_answered(nt::Executive& machine)
{
    executive = &machine;
    question.stream = owner.stream_.get();
    owner.processor_.post(ask);
    (void)machine.dispatcher.wait_until(&answered, base::k_never);
}

void PeerEnd::Wait::submit()
{
    if (!owner.scheduler_.stopped())
        owner.processor_.port().submit(question);
}

void PeerEnd::Wait::done(host::IoOp& op)
{
    Wait& self = *static_cast<Question&>(op).wait;
    if (!self.owner.scheduler_.stopped())
        self.owner.processor_.defer(self.answer);
}

std::int32_t PeerEnd::read(nt::Executive& executive, std::size_t count, std::string& bytes)
{
    std::array<char, 16384> part;
    while (stream_ != nullptr && bytes.size() < count) {
        const std::size_t wanted = std::min(part.size(), count - bytes.size());
        const std::int32_t moved =
            stream_->try_read(part.data(), static_cast<std::uint32_t>(wanted));
        if (moved > 0)
            bytes.append(part.data(), static_cast<std::size_t>(moved));
        else if (moved == -EAGAIN)
            readable_.until_answered(executive);
        else
            return moved;
    }
    return stream_ == nullptr ? -EBADF : 0;
}

std::int32_t PeerEnd::write(nt::Executive& executive, std::string_view bytes)
{
    constexpr std::size_t k_part_max = 1U << 20;
    while (stream_ != nullptr && !bytes.empty()) {
        const auto part = static_cast<std::uint32_t>(std::min(bytes.size(), k_part_max));
        const std::int32_t moved = stream_->try_write(bytes.data(), part);
        if (moved > 0)
            bytes.remove_prefix(static_cast<std::size_t>(moved));
        else if (moved == -EAGAIN)
            writable_.until_answered(executive);
        else
            return moved;
    }
    return stream_ == nullptr ? -EBADF : 0;
}

} // namespace openwdf::runtime
