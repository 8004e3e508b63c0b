/* OpenWDF: everything is in specstrings.h. */
#ifndef OPENWDF_KERNELSPECS_H
#define OPENWDF_KERNELSPECS_H

#include "specstrings.h"

#endif
