#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace openwdf::base {

void check_failed(const char* condition, const char* file, int line)
{
    std::fprintf(stderr,
                 "openwdf: internal error: CHECK(%s) failed at %s:%d\n"
                 "This is a defect of OpenWDF, not of the driver; please report it.\n",
                 condition, file, line);
    std::abort();
}

} // namespace openwdf::base
