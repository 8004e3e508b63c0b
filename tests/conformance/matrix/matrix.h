/*
 * The matrix of synchronous sends: what the test tells the driver under test (a cell) and the one
 * below it (an answer), and what they tell back. Plain numbers, for C and C++ alike.
 */
#ifndef CONFORMANCE_MATRIX_H
#define CONFORMANCE_MATRIX_H

#define MATRIX_GUARD 64        /* bytes on each side of a buffer that nobody may touch */
#define MATRIX_LENGTH_MAX 5120 /* of a buffer: more than a page */
#define MATRIX_ARENA (MATRIX_LENGTH_MAX + 2 * MATRIX_GUARD)
#define MATRIX_SIDES 3
#define MATRIX_MDL_EXCESS 16 /* an MDL holds this much more than the length given with it */

#define MATRIX_GUARD_BYTE 0xE5
#define MATRIX_UNTOUCHED_BYTE 0xCC /* what an output holds before */
#define MATRIX_INPUT_BYTE(side, index) ((unsigned char)(0x11 + (side)*0x40 + (index)*7))
#define MATRIX_ANSWER_BYTE(index) ((unsigned char)(0xA0 + (index)*3))

enum {
    MATRIX_READ,
    MATRIX_WRITE,
    MATRIX_IOCTL,
    MATRIX_INTERNAL_IOCTL,
    MATRIX_OTHERS,
    MATRIX_METHODS,
};

/* Where the request comes from: none given, WdfRequestCreate, or the queue of a device whose reads
 * and writes are direct (ioctls METHOD_OUT_DIRECT) or buffered (METHOD_BUFFERED). */
enum {
    MATRIX_NO_REQUEST,
    MATRIX_CREATED,
    MATRIX_RECEIVED_DIRECT,
    MATRIX_RECEIVED_BUFFERED,
    MATRIX_ORIGINS,
};

enum {
    MATRIX_TARGET_BUFFERED,
    MATRIX_TARGET_DIRECT,
    MATRIX_TARGET_NEITHER,
    MATRIX_TARGETS,
};

enum {
    MATRIX_BUFFER,
    MATRIX_MDL,
    MATRIX_MEMORY,
    MATRIX_MEMORY_AT_OFFSET,
    MATRIX_KINDS,
    MATRIX_NO_DESCRIPTOR = MATRIX_KINDS,
};

#define MATRIX_FUNCTION_IOCTL 0x901
#define MATRIX_FUNCTION_OTHERS 0x902
#define MATRIX_CODE(function, method) (0x220000u | (function) << 2 | (method))

/* Of the device under test: METHOD_BUFFERED, but for MATRIX_RUN_RECEIVED in both directions. */
#define MATRIX_SET_CELL MATRIX_CODE(0x910, 0u)
#define MATRIX_RUN MATRIX_CODE(0x911, 0u)
#define MATRIX_GET_OUTCOME MATRIX_CODE(0x912, 0u)
#define MATRIX_RUN_RECEIVED(method) MATRIX_CODE(0x913, (method))
/* Of \Device\MatrixLower. */
#define MATRIX_SET_ANSWER MATRIX_CODE(0x920, 0u)
#define MATRIX_GET_SEEN MATRIX_CODE(0x921, 0u)

typedef struct _MATRIX_CELL {
    unsigned Method;
    unsigned Origin;
    unsigned Target;
    unsigned Transfer;              /* of the control code */
    unsigned Kinds[MATRIX_SIDES];   /* input, output, and the third one of "others" */
    unsigned Lengths[MATRIX_SIDES]; /* to be moved */
    long long Offset;
} MATRIX_CELL;

typedef struct _MATRIX_ANSWER {
    unsigned Status;
    unsigned Fill; /* bytes written to the output, at most its length */
    unsigned long long Information;
    unsigned Readable[2]; /* bytes that the first two arguments of "others" point to, at most 1 */
} MATRIX_ANSWER;

/* What the driver below saw of the last request. */
typedef struct _MATRIX_SEEN {
    unsigned Count; /* requests since the answer was set */
    unsigned Major;
    unsigned Minor;
    unsigned StackCount;
    unsigned CurrentLocation;
    unsigned LocationFlags;
    unsigned RequestorMode;
    unsigned InputLength;
    unsigned OutputLength; /* of a transfer: its length */
    unsigned Code;
    unsigned Key;
    unsigned MdlBytes;
    unsigned MdlLocked;
    unsigned InputBytes;
    unsigned SecondBytes;
    long long ByteOffset;
    unsigned long long SystemBuffer;
    unsigned long long UserBuffer;
    unsigned long long Mdl;
    unsigned long long MdlAddress; /* the virtual address that it describes */
    unsigned long long Type3Input;
    unsigned long long FileObject;
    unsigned long long Arguments[4];
    unsigned char Input[MATRIX_LENGTH_MAX];
    unsigned char Second[MATRIX_LENGTH_MAX]; /* of METHOD_IN_DIRECT and "others" */
} MATRIX_SEEN;

typedef struct _MATRIX_SIDE_OUTCOME {
    unsigned long long Address;    /* of the bytes to be moved */
    unsigned long long Mdl;        /* that describes them, 0 when none was given */
    unsigned long long MdlAddress; /* the virtual address of the bytes, by that MDL */
    unsigned Made;                 /* 1: the driver made a memory object */
    unsigned Destroyed;            /* 1: it went when the driver deleted it after the call */
    unsigned char Arena[MATRIX_ARENA];
} MATRIX_SIDE_OUTCOME;

typedef struct _MATRIX_OUTCOME {
    unsigned Prepared; /* status of what the driver did before the call */
    unsigned Status;   /* of the call, and what WdfRequestGetStatus says then */
    unsigned RequestStatus;
    unsigned Restored; /* 1: the received IRP carries its own buffers and flags again */
    unsigned long long Information;
    unsigned long long RequestInformation;
    unsigned long long FileObject; /* of the target */
    MATRIX_SIDE_OUTCOME Sides[MATRIX_SIDES];
} MATRIX_OUTCOME;

#endif
