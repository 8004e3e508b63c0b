/* OpenWDF: the multimedia clock. Declared, not implemented: link-time names. */
#ifndef _TIMEAPI_H_
#define _TIMEAPI_H_

#include <windows.h>

/* Results. */
typedef UINT MMRESULT;
#define TIMERR_NOERROR 0
#define TIMERR_NOCANDO 97

/* Periods of the clock that can be asked for, in milliseconds. */
typedef struct timecaps_tag {
    UINT wPeriodMin;
    UINT wPeriodMax;
} TIMECAPS, *PTIMECAPS, *LPTIMECAPS;

/* Milliseconds since the system was started; the clock's period, asked for and given back. */
EXTERN_C DWORD timeGetTime(VOID);
EXTERN_C MMRESULT timeGetDevCaps(LPTIMECAPS ptc, UINT cbtc);
EXTERN_C MMRESULT timeBeginPeriod(UINT uPeriod);
EXTERN_C MMRESULT timeEndPeriod(UINT uPeriod);

#endif
