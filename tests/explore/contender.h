/* What the driver of the project's own scenarios does on request. */
#ifndef CONTENDER_H
#define CONTENDER_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 + n, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define CONTENDER_STOP 0x222000u  /* the target, cancelling what is sent */
#define CONTENDER_LEAVE 0x222004u /* stops the target and leaves what is sent */
#define CONTENDER_START 0x222008u
#define CONTENDER_PURGE 0x22200Cu
#define CONTENDER_REOPEN 0x222010u    /* close and open again */
#define CONTENDER_TIMER 0x222014u     /* a timer that is started and deleted */
#define CONTENDER_WORK_ITEM 0x222018u /* a work item that is enqueued and deleted */
#define CONTENDER_CANCEL 0x22201Cu    /* cancels the request that the last read sent */

#endif
