// A fiber that runs past the end of its stack meets the guard page below it. This says so, instead
// of leaving a bare segmentation fault: a driver that recurses without end is a double fault on
// Windows (bug check 0x7F, P1 8). The process ends all the same; nothing can run on such a stack.
#pragma once

namespace openwdf::exec {

// For the calling OS thread, once: a stack for the handler and the handler. A handler of SIGSEGV
// that somebody else installed stays in charge of every other fault. Nothing under
// AddressSanitizer, which tells overflows itself.
void watch_for_overflow();

} // namespace openwdf::exec
