/* OpenWDF: the in-flight recorder of trace messages. A driver compiles and runs with it; nothing is
 * recorded: creating a log answers STATUS_NOT_SUPPORTED, and drivers go on without one. */
#ifndef _WPPRECORDER_H_
#define _WPPRECORDER_H_

#include <ntdef.h>

/* A log. */
typedef struct RECORDER_LOG__ {
    int unused;
} * RECORDER_LOG;

/* Characters of a log's name, with the terminating zero. */
#define RECORDER_LOG_IDENTIFIER_MAX_CHARS 16

/* Time stamps of messages: as the recorder likes, or told. */
typedef enum _WPP_RECORDER_TRI_STATE {
    WppRecorderFalse = 0,
    WppRecorderTrue = 1,
    WppRecorderUseDefault = 2,
} WPP_RECORDER_TRI_STATE;

/* Settings of the whole recorder. */
typedef struct _RECORDER_CONFIGURE_PARAMS {
    ULONG Size;
    BOOLEAN CreateDefaultLog;
    WPP_RECORDER_TRI_STATE UseTimeStamp;
    WPP_RECORDER_TRI_STATE PreciseTimeStamp;
} RECORDER_CONFIGURE_PARAMS, *PRECORDER_CONFIGURE_PARAMS;

/* Settings of one log; sizes in bytes. */
typedef struct _RECORDER_LOG_CREATE_PARAMS {
    ULONG Size;
    PSTR LogTag;
    ULONG TotalBufferSize;
    ULONG ErrorPartitionSize;
    LONG LogIdentifierAppendValue;
    BOOLEAN LogIdentifierAppendValueSet;
    ULONG LogIdentifierSize;
    CHAR LogIdentifier[RECORDER_LOG_IDENTIFIER_MAX_CHARS];
    WPP_RECORDER_TRI_STATE UseTimeStamp;
    WPP_RECORDER_TRI_STATE PreciseTimeStamp;
} RECORDER_LOG_CREATE_PARAMS, *PRECORDER_LOG_CREATE_PARAMS;

/* Prepare the two structures. Documented: wpprecorder/nf-wpprecorder-recorder_configure_params_init
 * and its neighbours. */
OPENWDF_INLINE VOID RECORDER_CONFIGURE_PARAMS_INIT(PRECORDER_CONFIGURE_PARAMS Params)
{
    __builtin_memset(Params, 0, sizeof(*Params));
    Params->Size = sizeof(*Params);
    Params->CreateDefaultLog = 1;
    Params->UseTimeStamp = WppRecorderUseDefault;
    Params->PreciseTimeStamp = WppRecorderUseDefault;
}

/* A log with a name, which is cut off if it is long. The structure is the caller's. */
OPENWDF_INLINE VOID RECORDER_LOG_CREATE_PARAMS_INIT(PRECORDER_LOG_CREATE_PARAMS Params,
                                                    PCSTR LogIdentifier)
{
    __builtin_memset(Params, 0, sizeof(*Params));
    Params->Size = sizeof(*Params);
    Params->UseTimeStamp = WppRecorderUseDefault;
    Params->PreciseTimeStamp = WppRecorderUseDefault;
    if (LogIdentifier == 0)
        return;
    while (LogIdentifier[Params->LogIdentifierSize] != 0 &&
           Params->LogIdentifierSize < RECORDER_LOG_IDENTIFIER_MAX_CHARS - 1) {
        Params->LogIdentifier[Params->LogIdentifierSize] = LogIdentifier[Params->LogIdentifierSize];
        ++Params->LogIdentifierSize;
    }
}

/* The same, with an address behind the name. */
OPENWDF_INLINE VOID RECORDER_LOG_CREATE_PARAMS_INIT_APPEND_POINTER(
    PRECORDER_LOG_CREATE_PARAMS Params, PCSTR LogIdentifier, const void* Pointer)
{
    RECORDER_LOG_CREATE_PARAMS_INIT(Params, LogIdentifier);
    Params->LogIdentifierAppendValue = (LONG)(ULONG_PTR)Pointer;
    Params->LogIdentifierAppendValueSet = 1;
}

/* Nothing to configure. */
#define WppRecorderConfigure(ConfigureParams) ((void)(ConfigureParams))

/* No log is made: the handle is NULL, the status STATUS_NOT_SUPPORTED. */
OPENWDF_INLINE NTSTATUS WppRecorderLogCreate(PRECORDER_LOG_CREATE_PARAMS CreateParams,
                                             RECORDER_LOG* RecorderLog)
{
    (void)CreateParams;
    *RecorderLog = 0;
    return (NTSTATUS)0xC00000BB;
}

/* There are no logs: nothing to delete, to name or to find. */
#define WppRecorderLogDelete(RecorderLog) ((void)(RecorderLog))
#define WppRecorderLogSetIdentifier(RecorderLog, ...) ((void)(RecorderLog))
#define WppRecorderIsDefaultLogAvailable() ((BOOLEAN)0)
#define WppRecorderLogGetDefault() ((RECORDER_LOG)0)

#endif
