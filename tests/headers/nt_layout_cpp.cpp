// Compiling is the test: structures of ntddk.h have the Windows x64 layout, in C++.
#include <ntddk.h>

#include "layout_asserts.h"

#include "generated/nt_layout_asserts.inc"
