// Every declaration of include/wdf, used as C++.
#include "wdf_calls.h"

#include "generated/wdf_calls.inc"

#include "wdf_calls_main.inc"
