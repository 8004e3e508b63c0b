/* What the benchmark and its drivers say to each other; both sides include it. */
#ifndef OPENWDF_BENCH_IOCTL_H
#define OPENWDF_BENCH_IOCTL_H

#include <stdint.h>

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 and 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_BENCH_READ 0x00222000u
#define IOCTL_BENCH_ECHO 0x00222004u

#define BENCH_READ_BYTES 4096u

/* IOCTL_BENCH_READ: `count` synchronous reads of 4 KiB at random multiples of 4 KiB below `window`
 * bytes. */
struct bench_read {
    uint64_t count;
    uint64_t window;
    uint64_t seed; /* not 0 */
};

struct bench_read_answer {
    uint64_t bytes;
};

/* IOCTL_BENCH_ECHO: 16 bytes come back inverted. */
struct bench_echo {
    uint64_t words[2];
};

/* The same offsets in the driver and beside it: a xorshift generator. */
static inline uint64_t bench_next(uint64_t* state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline uint64_t bench_offset(uint64_t* state, uint64_t window)
{
    return bench_next(state) % (window / BENCH_READ_BYTES) * BENCH_READ_BYTES;
}

#endif
