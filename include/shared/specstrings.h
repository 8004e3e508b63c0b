/* OpenWDF: all annotation families. */
#ifndef OPENWDF_SPECSTRINGS_H
#define OPENWDF_SPECSTRINGS_H

#include "openwdf_compiler.h"
#include "sal.h"
#include "driverspecs.h"
#include "concurrencysal.h"
#if !defined(OPENWDF_RUNTIME) && (!defined(__cplusplus) || defined(OPENWDF_SAL1))
#include "openwdf_sal1.h"
#endif

#endif
