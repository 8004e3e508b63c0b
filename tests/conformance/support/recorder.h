/* What the recorder does on request; plain numbers, for drivers and tests alike. */
#ifndef CONFORMANCE_RECORDER_H
#define CONFORMANCE_RECORDER_H

#define RECORDER_CODE(function, method) (0x220000 | ((function) << 2) | (method))

/* Byte offsets with a meaning. Other offsets: the whole length is moved, STATUS_SUCCESS. */
#define RECORDER_OFFSET_TOO_MUCH 0x1000 /* reports 100 bytes more than were asked for */
#define RECORDER_OFFSET_WARNING 0x2000  /* half the bytes with STATUS_BUFFER_OVERFLOW */
#define RECORDER_OFFSET_FAIL 0x3000     /* STATUS_DEVICE_DATA_ERROR, 3 bytes */
#define RECORDER_OFFSET_PEND 0x4000     /* pended until cancelled */
#define RECORDER_OFFSET_KEEP 0x5000     /* pended without a cancel routine until RECORDER_FINISH */

/* Device controls: 0x900 answers `input + 1` byte by byte; 0x901 fails. */
#define RECORDER_INCREMENT 0x900
#define RECORDER_FAIL 0x901
/* Ends what RECORDER_OFFSET_KEEP kept with STATUS_SUCCESS and two bytes; answers with Information
 * whether that had been cancelled meanwhile. */
#define RECORDER_FINISH 0x902
/* Answers with Information whether what RECORDER_OFFSET_KEEP keeps has been cancelled. */
#define RECORDER_IS_CANCELLED 0x903
/* Whether \Device\RecorderSlow is being opened, and: its opens may go on from now on. */
#define RECORDER_IS_OPENING 0x904
#define RECORDER_LET_OPEN 0x905

#endif
