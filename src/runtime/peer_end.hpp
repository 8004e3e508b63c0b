// The far end of a stream target, as a test holds it: reads and writes that wait, in the machine's
// time. It waits as a target does, by a question to a processor's port.
//
// Thread rules: one thread reads and one writes at a time; each must be attached to the machine.
// It must outlive the machine's scheduler.
#pragma once

#include "exec/scheduler.hpp"
#include "host/host.hpp"
#include "nt/executive.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace openwdf::runtime {

class PeerEnd {
public:
    PeerEnd(exec::Scheduler& scheduler, std::unique_ptr<host::Stream> stream);
    PeerEnd(const PeerEnd&) = delete;
    PeerEnd& operator=(const PeerEnd&) = delete;

    // Machine code, both: throw when the machine stops. 0, or what ended it: a negative errno,
    // -EPIPE for a target that is gone. `count` bytes, or fewer at the end of the stream.
    std::int32_t read(nt::Executive& executive, std::size_t count, std::string& bytes);
    std::int32_t write(nt::Executive& executive, std::string_view bytes);
    // Precondition: nobody reads or writes.
    void hang_up() { stream_.reset(); }

private:
    // A question, its way to the port and its answer's way back.
    struct Wait {
        struct Question : host::IoOp {
            Wait* wait = nullptr;
        };
        struct Step : exec::Work {
            Wait* wait = nullptr;
        };

        Wait(PeerEnd& end, host::IoOp::Kind kind);
        void until_answered(nt::Executive& executive);
        void submit();
        static void done(host::IoOp& op);

        PeerEnd& owner;
        nt::Executive* executive = nullptr;
        Question question;
        Step ask;
        Step answer;
        KEVENT answered{};
    };

    exec::Scheduler& scheduler_;
    exec::Processor& processor_;
    std::unique_ptr<host::Stream> stream_;
    Wait readable_;
    Wait writable_;
};

} // namespace openwdf::runtime
