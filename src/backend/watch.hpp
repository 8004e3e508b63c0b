// A standing question of a stream device to its processor's port: when can the stream be read or
// written, or when is it that late? The answer runs on the processor's own thread.
//
// Thread rules: the processor's own thread only. It must outlive the port.
#pragma once

#include "exec/scheduler.hpp"
#include "host/host.hpp"

#include <functional>

namespace openwdf::backend {

class Watch {
public:
    // `answered` runs once per until_...(), unless stop() comes first. Readiness is only a hint:
    // look, and ask again.
    Watch(exec::Scheduler& scheduler, exec::Processor& processor, std::function<void()> answered);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    // A watch is of one kind all its life. Again while it waits: nothing, or another time.
    void until_readable(host::Stream& stream) { ask(host::IoOp::Kind::readable, &stream, 0); }
    void until_writable(host::Stream& stream) { ask(host::IoOp::Kind::writable, &stream, 0); }
    void until_drained(host::Stream& stream) { ask(host::IoOp::Kind::drained, &stream, 0); }
    void until(base::Ticks due) { ask(host::IoOp::Kind::timer, nullptr, due); }
    void stop();

private:
    struct Question : host::IoOp {
        Watch* watch = nullptr;
    };
    struct Answer : exec::Work {
        Watch* watch = nullptr;
    };

    void ask(host::IoOp::Kind kind, host::Stream* stream, base::Ticks due);
    void submit();
    void cancel();
    void end();
    static void done(host::IoOp& op);

    exec::Scheduler& scheduler_;
    exec::Processor& processor_;
    const std::function<void()> answered_;
    Question question_;
    Answer answer_;
    bool wanted_ = false;
    // The port has the question; its answer has come, and has not run yet.
    enum class Place : std::uint8_t { home, port, answered } place_ = Place::home;
    base::Ticks due_ = 0;
};

} // namespace openwdf::backend
