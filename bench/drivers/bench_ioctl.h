/* What the benchmark and its drivers say to each other; both sides include it. */
#ifndef OPENWDF_BENCH_IOCTL_H
#define OPENWDF_BENCH_IOCTL_H

#include <stdint.h>

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 and on, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_BENCH_READ 0x00222000u
#define IOCTL_BENCH_ECHO 0x00222004u
#define IOCTL_BENCH_SEND 0x00222008u
#define IOCTL_BENCH_CANCEL 0x0022200Cu
#define IOCTL_BENCH_RACE 0x00222010u
#define IOCTL_BENCH_RACE_CANCEL 0x00222014u

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

/* IOCTL_BENCH_SEND: `count` asynchronous reads with a completion routine, at most `depth` at a
 * time. */
enum bench_send_kind {
    BENCH_SEND_REUSED,  /* requests made once, reused and formatted for each send */
    BENCH_SEND_CREATED, /* a request made, formatted, sent and deleted for each send */
    BENCH_SEND_SYNC,    /* reused, and sent with SendReadSynchronously */
    BENCH_SEND_IOCTL /* no request: SendIoctlSynchronously with the echo's code; may be refused */
};

struct bench_send {
    uint64_t count;
    uint64_t window;
    uint64_t seed; /* not 0 */
    uint32_t kind;
    uint32_t depth;
    uint32_t bytes;
    uint32_t timeout_seconds; /* 0: none */
};

/* IOCTL_BENCH_CANCEL: `count` times a read that nothing answers is sent and cancelled; all but the
 * first where the completion of the one before ran. */
struct bench_cancel {
    uint64_t count;
};

/* IOCTL_BENCH_RACE sends one read and waits for it; IOCTL_BENCH_RACE_CANCEL, from another thread,
 * cancels that request whether it was sent, is under way or is back. */

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
