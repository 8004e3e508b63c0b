// Compiling with the driver contract is the test.
#include "dialect.h"
