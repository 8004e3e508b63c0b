#include "openwdf/result.hpp"
#include "openwdf/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace openwdf {

namespace {

using Kind = TraceEvent::Kind;

bool opens(Kind kind)
{
    return kind == Kind::entry || kind == Kind::callback;
}

bool closes(Kind kind)
{
    return kind == Kind::entry_return || kind == Kind::callback_return;
}

std::string status_suffix(const TraceEvent& event)
{
    if (!event.status.has_value())
        return "";
    const std::string name = status_name(*event.status);
    return " = " + name.substr(0, name.find(' '));
}

// Information counts bytes for transfers; a create answers FILE_OPENED and the like in it.
std::string information_suffix(const TraceEvent& event)
{
    const bool is_transfer = event.name == "IRP_MJ_READ" || event.name == "IRP_MJ_WRITE";
    if (is_transfer)
        return fmt::format(", {} bytes", event.information);
    return event.information == 0 ? "" : fmt::format(", information {}", event.information);
}

std::string irp_text(const TraceEvent& event)
{
    const bool sent = event.kind == Kind::irp_sent;
    std::string text =
        fmt::format("irp {} {} {} {} {}/{}", event.irp, event.name, sent ? "->" : "<-",
                    event.device, event.location, event.location_count);
    if (!sent)
        text += status_suffix(event) + information_suffix(event);
    return text;
}

std::string irql_suffix(const TraceEvent& event)
{
    return event.irql == 0 ? "" : fmt::format(" @{}", event.irql);
}

} // namespace

std::string TraceEvent::text() const
{
    const std::string driver_name = driver.empty() ? "-" : driver;
    switch (kind) {
    case Kind::entry: return fmt::format("{} calls {}{}", driver_name, name, irql_suffix(*this));
    case Kind::entry_return:
        return fmt::format("{} back in {}{}", name, driver_name, status_suffix(*this));
    case Kind::callback:
        return fmt::format("{} entered at {}{}", driver_name, name, irql_suffix(*this));
    case Kind::callback_return:
        return fmt::format("{} left {}{}", driver_name, name, status_suffix(*this));
    case Kind::irp_sent:
    case Kind::irp_completed: break;
    }
    return irp_text(*this);
}

std::string trace_text(const std::vector<TraceEvent>& events)
{
    constexpr int k_indent_max = 40;
    std::map<std::uint32_t, int> depths;
    std::string text;
    for (const TraceEvent& event : events) {
        int& depth = depths[event.thread];
        if (closes(event.kind))
            depth = std::max(depth - 1, 0);
        text += fmt::format("{:>10}.{} t{} {:{}}{}\n", event.time / 10, event.time % 10,
                            event.thread, "", std::min(2 * depth, k_indent_max), event.text());
        if (opens(event.kind))
            ++depth;
    }
    return text;
}

} // namespace openwdf
