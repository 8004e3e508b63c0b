/* OpenWDF: what user-mode drivers and their test applications include of the Windows SDK.
 *
 * Beside the NT types of wudfwdm.h: types, constants and functions that the surveyed UMDF projects
 * name. Windows is not behind the functions: a driver that calls one brings an implementation of
 * its own, or does not link or load, and the linker names the function. */
#ifndef _WINDOWS_
#define _WINDOWS_

#include <minwindef.h>
#include <openwdf_minmax.h>
#include <windef.h>
#include <winnt.h>
#include <winerror.h>

/* An impossible handle, and times without end. */
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define INFINITE 0xFFFFFFFF

/* Results of waits. */
#define WAIT_OBJECT_0 0x00000000L
#define WAIT_ABANDONED 0x00000080L
#define WAIT_ABANDONED_0 0x00000080L
#define WAIT_IO_COMPLETION 0x000000C0L
#define WAIT_FAILED 0xFFFFFFFF

/* How CreateFile opens. */
#define CREATE_NEW 1
#define CREATE_ALWAYS 2
#define OPEN_EXISTING 3
#define OPEN_ALWAYS 4
#define TRUNCATE_EXISTING 5
#define FILE_FLAG_WRITE_THROUGH 0x80000000
#define FILE_FLAG_OVERLAPPED 0x40000000
#define FILE_FLAG_NO_BUFFERING 0x20000000
#define FILE_FLAG_RANDOM_ACCESS 0x10000000
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000
#define FILE_FLAG_BACKUP_SEMANTICS 0x02000000

/* Where SetFilePointer counts from. */
#define FILE_BEGIN 0
#define FILE_CURRENT 1
#define FILE_END 2
#define INVALID_FILE_SIZE 0xFFFFFFFF

/* Security of a new object; NULL gives the default. */
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

/* An asynchronous request: the file position, the event to signal, and its outcome. */
typedef struct _OVERLAPPED {
    ULONG_PTR Internal;
    ULONG_PTR InternalHigh;
    _ANONYMOUS_UNION union {
        _ANONYMOUS_STRUCT struct {
            DWORD Offset;
            DWORD OffsetHigh;
        } DUMMYSTRUCTNAME;
        PVOID Pointer;
    } DUMMYUNIONNAME;
    HANDLE hEvent;
} OVERLAPPED, *POVERLAPPED, *LPOVERLAPPED;

/* Whether an asynchronous request has ended. */
#define HasOverlappedIoCompleted(overlapped) (((DWORD)(overlapped)->Internal) != 0x103)

/* A calendar date and time. */
typedef struct _SYSTEMTIME {
    WORD wYear;
    WORD wMonth;
    WORD wDayOfWeek;
    WORD wDay;
    WORD wHour;
    WORD wMinute;
    WORD wSecond;
    WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;

/* Locks by their Win32 names. */
typedef RTL_CRITICAL_SECTION CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;
typedef RTL_SRWLOCK SRWLOCK, *PSRWLOCK;
typedef RTL_CONDITION_VARIABLE CONDITION_VARIABLE, *PCONDITION_VARIABLE;
typedef RTL_RUN_ONCE INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define SRWLOCK_INIT RTL_SRWLOCK_INIT
#define CONDITION_VARIABLE_INIT RTL_CONDITION_VARIABLE_INIT
#define INIT_ONCE_STATIC_INIT RTL_RUN_ONCE_INIT

/* Start of a thread. */
typedef DWORD (*LPTHREAD_START_ROUTINE)(LPVOID lpThreadParameter);

/* Any exported function. */
typedef INT_PTR (*FARPROC)(void);

/* Roots of the registry. */
#define HKEY_CLASSES_ROOT ((HKEY)(ULONG_PTR)0x80000000)
#define HKEY_CURRENT_USER ((HKEY)(ULONG_PTR)0x80000001)
#define HKEY_LOCAL_MACHINE ((HKEY)(ULONG_PTR)0x80000002)
#define HKEY_USERS ((HKEY)(ULONG_PTR)0x80000003)
typedef HANDLE HLOCAL;
typedef ACCESS_MASK REGSAM;
typedef LONG LSTATUS;

/* Flags of heaps and of FormatMessage. */
#define HEAP_ZERO_MEMORY 0x00000008
#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x00000200
#define FORMAT_MESSAGE_FROM_SYSTEM 0x00001000
#define MAKELANGID(primary, sub) ((((WORD)(sub)) << 10) | (WORD)(primary))

#include <openwdf_win32.h>
#include <openwdf_win32_sync.h>
#ifndef WIN32_LEAN_AND_MEAN
#include <winioctl.h>
#endif

#endif
