// Compiling is the test: structures of wdf.h have the Windows x64 layout, in C.
#include <wdf.h>
#include <wdfinstaller.h>
#include <wdftriage.h>
#include <wdfusb.h>

#include "layout_asserts.h"

#include "generated/wdf_layout_asserts.inc"
