// Compiling is the test: structures of ntddk.h have the Windows x64 layout, in C++.
#undef DBG // a checked IO_REMOVE_LOCK is larger, on Windows too
#define DBG 0
#include <ntifs.h>

#include "layout_asserts.h"

#include "generated/nt_layout_asserts.inc"
