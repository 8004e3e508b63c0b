// How many runs are under way, and an event for whoever has to wait until there are none. The event
// changes under the lock, together with the count.
#pragma once

#include "exec/lock.hpp"
#include "nt/ke/dispatcher.hpp"

namespace openwdf::nt::ke {

class Countdown {
public:
    Countdown() { initialize_event(none_, NotificationEvent, true); }
    Countdown(const Countdown&) = delete;
    Countdown& operator=(const Countdown&) = delete;

    // Any thread, IRQL <= DISPATCH; may be called under locks of lower rank.
    void begin(Dispatcher& dispatcher);
    void end(Dispatcher& dispatcher);
    // PASSIVE_LEVEL. Whoever ended the last run does not touch this any more when it returns.
    void wait_until_none(Dispatcher& dispatcher);

private:
    exec::Lock<exec::Rank::activity> lock_;
    unsigned count_ = 0;
    KEVENT none_{};
};

} // namespace openwdf::nt::ke
