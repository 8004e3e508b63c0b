// A unit of work queued to a processor. Two words, so that it fits inside a driver's KDPC
// (DpcListEntry and the word behind it) as well as inside our own structures.
#pragma once

namespace openwdf::exec {

struct Work {
    Work* next = nullptr;
    void (*run)(Work&) = nullptr;
};

} // namespace openwdf::exec
