// Who has a file open and what else each of them allows (N158). Counts, as the openers of a file
// system's file are counted; an open that neither reads, writes nor deletes does not count.
#pragma once

#include "exec/lock.hpp"

#include <ntddk.h>

namespace openwdf::backend {

class ShareModes {
public:
    // False: what the new opener wants somebody else does not share, or the other way round.
    bool try_open(const FILE_OBJECT& file);
    // Of one that was let in.
    void close(const FILE_OBJECT& file);

private:
    struct Count {
        unsigned having = 0;  // opened for it
        unsigned sharing = 0; // allow it to others
    };

    exec::SpinFlag lock_;
    unsigned open_ = 0;
    Count read_;
    Count write_;
    Count delete_;
};

} // namespace openwdf::backend
