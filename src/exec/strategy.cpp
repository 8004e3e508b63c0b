#include "exec/strategy.hpp"

namespace openwdf::exec {

const char* point_name(Point point)
{
    switch (point) {
    case Point::entry: return "entry";
    case Point::entry_return: return "entry_return";
    case Point::callback: return "callback";
    case Point::callback_return: return "callback_return";
    case Point::send: return "send";
    case Point::complete: return "complete";
    case Point::unlock: return "unlock";
    case Point::wait: return "wait";
    case Point::dpc: return "dpc";
    case Point::block: return "block";
    case Point::exit: return "exit";
    }
    return "?";
}

} // namespace openwdf::exec
