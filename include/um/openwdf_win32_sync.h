/* OpenWDF: threads, waits and locks of windows.h. Declared only; see windows.h. */
#ifndef OPENWDF_WIN32_SYNC_H
#define OPENWDF_WIN32_SYNC_H

#include <windows.h>

OPENWDF_EXTERN_C_BEGIN

/* Makes an event; NULL on failure. */
HANDLE CreateEventA(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                    LPCSTR lpName);
HANDLE CreateEventW(LPSECURITY_ATTRIBUTES lpEventAttributes, BOOL bManualReset, BOOL bInitialState,
                    LPCWSTR lpName);

/* Signals an event. */
BOOL SetEvent(HANDLE hEvent);

/* Makes an event not signaled. */
BOOL ResetEvent(HANDLE hEvent);

/* Makes a mutex; NULL on failure. */
HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCSTR lpName);
HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCWSTR lpName);

/* Releases a mutex. */
BOOL ReleaseMutex(HANDLE hMutex);

/* Makes a semaphore; NULL on failure. */
HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                        LONG lMaximumCount, LPCSTR lpName);
HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES lpSemaphoreAttributes, LONG lInitialCount,
                        LONG lMaximumCount, LPCWSTR lpName);

/* Adds to a semaphore's count. */
BOOL ReleaseSemaphore(HANDLE hSemaphore, LONG lReleaseCount, LPLONG lpPreviousCount);

/* Waits for an object. */
DWORD WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);

/* Waits for an object, or an APC. */
DWORD WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds, BOOL bAlertable);

/* Waits for any or all of several objects. */
DWORD WaitForMultipleObjects(DWORD nCount, const HANDLE* lpHandles, BOOL bWaitAll,
                             DWORD dwMilliseconds);

/* Waits for any or all of several objects, or an APC. */
DWORD WaitForMultipleObjectsEx(DWORD nCount, const HANDLE* lpHandles, BOOL bWaitAll,
                               DWORD dwMilliseconds, BOOL bAlertable);

/* Starts a thread; NULL on failure. */
HANDLE CreateThread(LPSECURITY_ATTRIBUTES lpThreadAttributes, SIZE_T dwStackSize,
                    LPTHREAD_START_ROUTINE lpStartAddress, LPVOID lpParameter,
                    DWORD dwCreationFlags, LPDWORD lpThreadId);

/* Ends the calling thread. */
DECLSPEC_NORETURN VOID ExitThread(DWORD dwExitCode);

/* Ends a thread wherever it is. */
BOOL TerminateThread(HANDLE hThread, DWORD dwExitCode);

/* Exit code of a thread, 259 while it runs. */
BOOL GetExitCodeThread(HANDLE hThread, LPDWORD lpExitCode);

/* Sets a thread's priority. */
BOOL SetThreadPriority(HANDLE hThread, int nPriority);

/* Waits. */
VOID Sleep(DWORD dwMilliseconds);

/* Lets another thread run that is ready; FALSE when there is none. */
BOOL SwitchToThread(VOID);

/* Waits, or until an APC. */
DWORD SleepEx(DWORD dwMilliseconds, BOOL bAlertable);

/* Prepares a critical section. */
VOID InitializeCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/* Prepares a critical section that spins before it waits. */
BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION lpCriticalSection, DWORD dwSpinCount);

/* Takes a critical section; recursive. */
VOID EnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/* Takes a critical section if it is free. */
BOOL TryEnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/* Releases a critical section. */
VOID LeaveCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/* Ends the use of a critical section. */
VOID DeleteCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/* Prepares a reader/writer lock. */
VOID InitializeSRWLock(PSRWLOCK SRWLock);

/* Takes a reader/writer lock for writing. */
VOID AcquireSRWLockExclusive(PSRWLOCK SRWLock);

/* Releases a reader/writer lock held for writing. */
VOID ReleaseSRWLockExclusive(PSRWLOCK SRWLock);

/* Takes a reader/writer lock for reading. */
VOID AcquireSRWLockShared(PSRWLOCK SRWLock);

/* Releases a reader/writer lock held for reading. */
VOID ReleaseSRWLockShared(PSRWLOCK SRWLock);

OPENWDF_EXTERN_C_END

/* Names without A or W. */
#ifdef UNICODE
#define CreateEvent CreateEventW
#define CreateMutex CreateMutexW
#define CreateSemaphore CreateSemaphoreW
#else
#define CreateEvent CreateEventA
#define CreateMutex CreateMutexA
#define CreateSemaphore CreateSemaphoreA
#endif

#endif
