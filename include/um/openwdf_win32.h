/* OpenWDF: files, modules, time and memory of windows.h. Declared only; see windows.h. */
#ifndef OPENWDF_WIN32_H
#define OPENWDF_WIN32_H

#include <windows.h>

OPENWDF_EXTERN_C_BEGIN

/* Opens a file or device by name; INVALID_HANDLE_VALUE on failure. CloseHandle closes it. */
HANDLE CreateFileA(LPCSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                   LPSECURITY_ATTRIBUTES lpSecurityAttributes, DWORD dwCreationDisposition,
                   DWORD dwFlagsAndAttributes, HANDLE hTemplateFile);
HANDLE CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
                   LPSECURITY_ATTRIBUTES lpSecurityAttributes, DWORD dwCreationDisposition,
                   DWORD dwFlagsAndAttributes, HANDLE hTemplateFile);

/* Closes a handle. */
BOOL CloseHandle(HANDLE hObject);

/* Reads; FALSE with ERROR_IO_PENDING when an asynchronous read goes on. */
BOOL ReadFile(HANDLE hFile, LPVOID lpBuffer, DWORD nNumberOfBytesToRead,
              LPDWORD lpNumberOfBytesRead, LPOVERLAPPED lpOverlapped);

/* Writes; FALSE with ERROR_IO_PENDING when an asynchronous write goes on. */
BOOL WriteFile(HANDLE hFile, LPCVOID lpBuffer, DWORD nNumberOfBytesToWrite,
               LPDWORD lpNumberOfBytesWritten, LPOVERLAPPED lpOverlapped);

/* Sends an ioctl; sizes in bytes. */
BOOL DeviceIoControl(HANDLE hDevice, DWORD dwIoControlCode, LPVOID lpInBuffer, DWORD nInBufferSize,
                     LPVOID lpOutBuffer, DWORD nOutBufferSize, LPDWORD lpBytesReturned,
                     LPOVERLAPPED lpOverlapped);

/* Outcome of an asynchronous request, after waiting for it if asked to. */
BOOL GetOverlappedResult(HANDLE hFile, LPOVERLAPPED lpOverlapped,
                         LPDWORD lpNumberOfBytesTransferred, BOOL bWait);

/* Cancels this thread's requests to a file. */
BOOL CancelIo(HANDLE hFile);

/* Cancels one request to a file, or all. */
BOOL CancelIoEx(HANDLE hFile, LPOVERLAPPED lpOverlapped);

/* Writes a file's buffers. */
BOOL FlushFileBuffers(HANDLE hFile);

/* Moves a file's position. */
DWORD SetFilePointer(HANDLE hFile, LONG lDistanceToMove, PLONG lpDistanceToMoveHigh,
                     DWORD dwMoveMethod);

/* Size of a file in bytes. */
DWORD GetFileSize(HANDLE hFile, LPDWORD lpFileSizeHigh);

/* Error of this thread's last failed call. */
DWORD GetLastError(VOID);

/* Sets this thread's error. */
VOID SetLastError(DWORD dwErrCode);

/* A handle to this process that needs no closing. */
HANDLE GetCurrentProcess(VOID);

/* A handle to this thread that needs no closing. */
HANDLE GetCurrentThread(VOID);

/* Id of this process. */
DWORD GetCurrentProcessId(VOID);

/* Id of this thread. */
DWORD GetCurrentThreadId(VOID);

/* Makes another handle to an object. */
BOOL DuplicateHandle(HANDLE hSourceProcessHandle, HANDLE hSourceHandle, HANDLE hTargetProcessHandle,
                     PHANDLE lpTargetHandle, DWORD dwDesiredAccess, BOOL bInheritHandle,
                     DWORD dwOptions);

/* System time in 100 ns units since 1601, at tick resolution. */
VOID GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime);

/* System time in 100 ns units since 1601, at full resolution. */
VOID GetSystemTimePreciseAsFileTime(LPFILETIME lpSystemTimeAsFileTime);

/* System time as a date. */
VOID GetSystemTime(LPSYSTEMTIME lpSystemTime);

/* Local time as a date. */
VOID GetLocalTime(LPSYSTEMTIME lpSystemTime);

/* Milliseconds since start, modulo 2^32. */
DWORD GetTickCount(VOID);

/* Milliseconds since start. */
ULONGLONG GetTickCount64(VOID);

/* Value of the performance counter. */
BOOL QueryPerformanceCounter(LARGE_INTEGER* lpPerformanceCount);

/* Counts of the performance counter per second. */
BOOL QueryPerformanceFrequency(LARGE_INTEGER* lpFrequency);

/* Writes to the debugger. */
VOID OutputDebugStringA(LPCSTR lpOutputString);
VOID OutputDebugStringW(LPCWSTR lpOutputString);

/* Stops in the debugger. */
VOID DebugBreak(VOID);

/* Whether a debugger is attached. */
BOOL IsDebuggerPresent(VOID);

/* A loaded module; NULL when there is none. */
HMODULE GetModuleHandleA(LPCSTR lpModuleName);
HMODULE GetModuleHandleW(LPCWSTR lpModuleName);

/* Loads a module; NULL on failure. */
HMODULE LoadLibraryA(LPCSTR lpLibFileName);
HMODULE LoadLibraryW(LPCWSTR lpLibFileName);

/* Unloads a module. */
BOOL FreeLibrary(HMODULE hLibModule);

/* Address of an exported function; NULL when there is none. */
FARPROC GetProcAddress(HMODULE hModule, LPCSTR lpProcName);

/* Has DllMain not called for threads. */
BOOL DisableThreadLibraryCalls(HMODULE hLibModule);

/* The process' heap. */
HANDLE GetProcessHeap(VOID);

/* Memory of a heap; NULL on failure. */
LPVOID HeapAlloc(HANDLE hHeap, DWORD dwFlags, SIZE_T dwBytes);

/* Frees memory of a heap. */
BOOL HeapFree(HANDLE hHeap, DWORD dwFlags, LPVOID lpMem);

/* Frees memory that a function returned. */
HANDLE LocalFree(HANDLE hMem);

/* Text of an error; length in characters. */
DWORD FormatMessageA(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                     LPSTR lpBuffer, DWORD nSize, va_list* Arguments);
DWORD FormatMessageW(DWORD dwFlags, LPCVOID lpSource, DWORD dwMessageId, DWORD dwLanguageId,
                     LPWSTR lpBuffer, DWORD nSize, va_list* Arguments);

/* Converts to WCHAR; lengths in characters. */
int MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCSTR lpMultiByteStr, int cbMultiByte,
                        LPWSTR lpWideCharStr, int cchWideChar);

/* Converts from WCHAR; lengths in characters and bytes. */
int WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWSTR lpWideCharStr, int cchWideChar,
                        LPSTR lpMultiByteStr, int cbMultiByte, LPCSTR lpDefaultChar,
                        LPBOOL lpUsedDefaultChar);

/* Opens a key; RegCloseKey closes it. Returns the Win32 error. */
LSTATUS RegOpenKeyExA(HKEY hKey, LPCSTR lpSubKey, DWORD ulOptions, REGSAM samDesired,
                      PHKEY phkResult);
LSTATUS RegOpenKeyExW(HKEY hKey, LPCWSTR lpSubKey, DWORD ulOptions, REGSAM samDesired,
                      PHKEY phkResult);

/* Reads a value; size in bytes. Returns the Win32 error. */
LSTATUS RegQueryValueExA(HKEY hKey, LPCSTR lpValueName, LPDWORD lpReserved, LPDWORD lpType,
                         LPBYTE lpData, LPDWORD lpcbData);
LSTATUS RegQueryValueExW(HKEY hKey, LPCWSTR lpValueName, LPDWORD lpReserved, LPDWORD lpType,
                         LPBYTE lpData, LPDWORD lpcbData);

/* Writes a value; size in bytes. Returns the Win32 error. */
LSTATUS RegSetValueExA(HKEY hKey, LPCSTR lpValueName, DWORD Reserved, DWORD dwType,
                       const BYTE* lpData, DWORD cbData);
LSTATUS RegSetValueExW(HKEY hKey, LPCWSTR lpValueName, DWORD Reserved, DWORD dwType,
                       const BYTE* lpData, DWORD cbData);

/* Closes a key. Returns the Win32 error. */
LSTATUS RegCloseKey(HKEY hKey);

OPENWDF_EXTERN_C_END

/* Names without A or W. */
#ifdef UNICODE
#define CreateFile CreateFileW
#define OutputDebugString OutputDebugStringW
#define GetModuleHandle GetModuleHandleW
#define LoadLibrary LoadLibraryW
#define FormatMessage FormatMessageW
#define RegOpenKeyEx RegOpenKeyExW
#define RegQueryValueEx RegQueryValueExW
#define RegSetValueEx RegSetValueExW
#else
#define CreateFile CreateFileA
#define OutputDebugString OutputDebugStringA
#define GetModuleHandle GetModuleHandleA
#define LoadLibrary LoadLibraryA
#define FormatMessage FormatMessageA
#define RegOpenKeyEx RegOpenKeyExA
#define RegQueryValueEx RegQueryValueExA
#define RegSetValueEx RegSetValueExA
#endif

#endif
