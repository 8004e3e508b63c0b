/* OpenWDF: everything is in specstrings.h. */
#ifndef OPENWDF_NO_SAL2_H
#define OPENWDF_NO_SAL2_H

#include "specstrings.h"

#endif
