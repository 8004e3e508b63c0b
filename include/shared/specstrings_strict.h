/* OpenWDF: everything is in specstrings.h. */
#ifndef OPENWDF_SPECSTRINGS_STRICT_H
#define OPENWDF_SPECSTRINGS_STRICT_H

#include "specstrings.h"

#endif
