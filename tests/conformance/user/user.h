/* What \\.\User does on a device control; plain numbers, for driver and test alike. */
#ifndef CONFORMANCE_USER_H
#define CONFORMANCE_USER_H

#define USER_CODE(function) (0x222000 | ((function) << 2))

/* Answer with Information, 0 or the line of user.c that found something else than it expected. */
#define USER_TRANSFERS 0
#define USER_REFUSES_AN_MDL 1
#define USER_FORWARDS 2
/* Uses a handle of the wrong kind. */
#define USER_VIOLATES 3

#endif
