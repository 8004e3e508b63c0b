// Compiling is the test, once for each version a project may ask for (-DKMDF_VERSION_MINOR=...):
// a structure has the size it had in that version, so that the framework can tell clients apart.
#include <wdf.h>
#include <wdfinstaller.h>
#include <wdftriage.h>
#include <wdfusb.h>

#include "layout_asserts.h"

#include "generated/wdf_version_size_asserts.inc"
