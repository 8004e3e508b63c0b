// A loop that waits for another thread and crosses no point never ends in a simulated machine, for
// nobody else can run. A timer of processor time looks whether the running thread still reaches
// points: blocked system calls, debuggers and a busy machine do not count.
//
// ThreadSanitizer delivers no signal to such a loop; nothing is found there.
#pragma once

namespace openwdf::exec {

// For the calling OS thread, once; again in a process that was forked. From then on SIGVTALRM
// comes for every second that the thread computes, and is handed to the scheduler it works for
// (SimScheduler::look_for_spinning).
void watch_for_spinning();

} // namespace openwdf::exec
