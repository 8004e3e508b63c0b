/* How the forwarding filter treats the next reads and writes; set with the control code
 * FORWARD_CODE(way). */
#ifndef CONFORMANCE_FORWARD_H
#define CONFORMANCE_FORWARD_H

#define FORWARD_CODE(way) (0x222000 | ((0x900 + (way)) << 2))

enum {
    ForwardCurrentType,          /* UsingCurrentType, asynchronously */
    ForwardCurrentTypeWaiting,   /* the same with SYNCHRONOUS and no routine */
    ForwardForgetSkipping,       /* send-and-forget of the location as it is */
    ForwardForgetCopying,        /* send-and-forget of a copied location */
    ForwardFormatted,            /* its own memory, asynchronously */
    ForwardSynchronously,        /* its own memory, with a synchronous method */
    ForwardDriverCreated,        /* its memory in a request of the driver */
    ForwardDriverCreatedTooLong, /* ... which is not reused before it is completed */
    ForwardWithoutRoutine,       /* refused; the driver completes it with that status */
    ForwardForgetFormatted,      /* refused likewise */
    ForwardWithStackLocation,    /* WdfRequestWdmFormatUsingStackLocation, asynchronously */
    ForwardMdl,                  /* a read into its own MDL, synchronously */
};

#endif
