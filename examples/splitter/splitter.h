/*
 * What an application says to \\.\Splitter.
 */
#ifndef SPLITTER_H
#define SPLITTER_H

/* Copies \Device\Source to \Device\Destination, from the first byte to the last.
 * Input: one SPLITTER_COPY. Output: one SPLITTER_RESULT, when all was copied. */
#define IOCTL_SPLITTER_COPY CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define SPLITTER_PIECE_MAX (1024 * 1024)

typedef struct _SPLITTER_COPY {
    ULONG PieceBytes; /* 1 to SPLITTER_PIECE_MAX */
    ULONG TimeoutMs;  /* for each read and each write; 0 waits for ever */
} SPLITTER_COPY, *PSPLITTER_COPY;

typedef struct _SPLITTER_RESULT {
    ULONGLONG Bytes;
    ULONGLONG Pieces;
} SPLITTER_RESULT, *PSPLITTER_RESULT;

#endif
