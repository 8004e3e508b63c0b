/* The scenarios of disk.c. */
#ifndef CONFORMANCE_DISK_H
#define CONFORMANCE_DISK_H

#define DISK_SCENARIOS(X) X(UnbufferedFile) X(SharedFile) X(SharedDisk)

#endif
