/* In the WDK: names of the framework's enumerations for the WPP preprocessor, and nothing for a
 * compiler. A source that includes it gets the enumerations themselves. */
#ifndef OPENWDF_WDFTRACEENUMS_H
#define OPENWDF_WDFTRACEENUMS_H

#include "wdf.h"

#endif /* OPENWDF_WDFTRACEENUMS_H */
