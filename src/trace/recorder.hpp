// The tracer: an observer that writes down every crossing and IRP step. Equal seeds give equal
// records: threads and IRPs are numbered by first appearance and no address is kept.
//
// Thread rules: any thread; one mutex, taken last and held for one push.
#pragma once

#include "gate/observer.hpp"
#include "openwdf/trace.hpp"

#include <map>
#include <mutex>
#include <vector>

namespace openwdf::trace {

class Recorder final : public gate::Observer {
public:
    // What a forgotten trace may cost; later events are only counted.
    static constexpr std::size_t k_events_max = 1U << 20;

    void observe(const gate::Event& event) override;

    std::vector<TraceEvent> events() const;
    std::uint64_t dropped() const;
    // Forgets the events; numbers go on, so that later events can be told from earlier ones.
    void clear();

private:
    // One journey of an IRP: from the first location it is sent to until the completion walk
    // leaves that location. Whatever uses the same memory afterwards is another IRP.
    struct Journey {
        std::uint32_t number = 0;
        std::uint8_t top = 0;
    };

    std::uint32_t thread_number_locked(std::uint32_t id);
    std::uint32_t irp_number_locked(const gate::Event& event);

    mutable std::mutex mutex_;
    std::vector<TraceEvent> events_;
    std::uint64_t dropped_ = 0;
    std::map<std::uint32_t, std::uint32_t> threads_;
    // Looked up by address, never walked: the order of addresses must not show.
    std::map<const void*, Journey> journeys_;
    std::uint32_t irps_seen_ = 0;
};

} // namespace openwdf::trace
