/* OpenWDF: usages, reports and preparsed data of HID collections. */
#ifndef _HIDPI_H
#define _HIDPI_H

#include <ntdef.h>
#include <hidusage.h>

#pragma pack(push, 4)

/* Opaque: what IOCTL_HID_GET_COLLECTION_DESCRIPTOR answers and the HidP functions take. */
typedef struct _HIDP_PREPARSED_DATA* PHIDP_PREPARSED_DATA;

/* The three kinds of reports. */
typedef enum _HIDP_REPORT_TYPE { HidP_Input, HidP_Output, HidP_Feature } HIDP_REPORT_TYPE;

/* A usage with its page. */
typedef struct _USAGE_AND_PAGE {
    USAGE Usage;
    USAGE UsagePage;
} USAGE_AND_PAGE, *PUSAGE_AND_PAGE;

/* The nodes of a top-level collection: the collections inside it. */
#define HIDP_LINK_COLLECTION_ROOT ((USHORT)-1)
#define HIDP_LINK_COLLECTION_UNSPECIFIED ((USHORT)0)

/* One collection inside a top-level collection. Parent, NextSibling and FirstChild are indexes. */
typedef struct _HIDP_LINK_COLLECTION_NODE {
    USAGE LinkUsage;
    USAGE LinkUsagePage;
    USHORT Parent;
    USHORT NumberOfChildren;
    USHORT NextSibling;
    USHORT FirstChild;
    ULONG CollectionType : 8;
    ULONG IsAlias : 1;
    ULONG Reserved : 23;
    PVOID UserContext;
} HIDP_LINK_COLLECTION_NODE, *PHIDP_LINK_COLLECTION_NODE;

/* A button or a range of buttons that a report has. IsRange says which member counts. */
typedef struct _HIDP_BUTTON_CAPS {
    USAGE UsagePage;
    UCHAR ReportID;
    BOOLEAN IsAlias;
    USHORT BitField;
    USHORT LinkCollection;
    USAGE LinkUsage;
    USAGE LinkUsagePage;
    BOOLEAN IsRange;
    BOOLEAN IsStringRange;
    BOOLEAN IsDesignatorRange;
    BOOLEAN IsAbsolute;
    USHORT ReportCount;
    USHORT Reserved2;
    ULONG Reserved[9];
    union {
        struct {
            USAGE UsageMin, UsageMax;
            USHORT StringMin, StringMax;
            USHORT DesignatorMin, DesignatorMax;
            USHORT DataIndexMin, DataIndexMax;
        } Range;
        struct {
            USAGE Usage, Reserved1;
            USHORT StringIndex, Reserved2;
            USHORT DesignatorIndex, Reserved3;
            USHORT DataIndex, Reserved4;
        } NotRange;
    };
} HIDP_BUTTON_CAPS, *PHIDP_BUTTON_CAPS;

/* A value or a range of values that a report has. BitSize is of one value, in bits. */
typedef struct _HIDP_VALUE_CAPS {
    USAGE UsagePage;
    UCHAR ReportID;
    BOOLEAN IsAlias;
    USHORT BitField;
    USHORT LinkCollection;
    USAGE LinkUsage;
    USAGE LinkUsagePage;
    BOOLEAN IsRange;
    BOOLEAN IsStringRange;
    BOOLEAN IsDesignatorRange;
    BOOLEAN IsAbsolute;
    BOOLEAN HasNull;
    UCHAR Reserved;
    USHORT BitSize;
    USHORT ReportCount;
    USHORT Reserved2[5];
    ULONG UnitsExp;
    ULONG Units;
    LONG LogicalMin, LogicalMax;
    LONG PhysicalMin, PhysicalMax;
    union {
        struct {
            USAGE UsageMin, UsageMax;
            USHORT StringMin, StringMax;
            USHORT DesignatorMin, DesignatorMax;
            USHORT DataIndexMin, DataIndexMax;
        } Range;
        struct {
            USAGE Usage, Reserved1;
            USHORT StringIndex, Reserved2;
            USHORT DesignatorIndex, Reserved3;
            USHORT DataIndex, Reserved4;
        } NotRange;
    };
} HIDP_VALUE_CAPS, *PHIDP_VALUE_CAPS;

/* What a top-level collection holds. Lengths are bytes of its longest report with the id byte, 0
 * where it has no report of the kind. */
typedef struct _HIDP_CAPS {
    USAGE Usage;
    USAGE UsagePage;
    USHORT InputReportByteLength;
    USHORT OutputReportByteLength;
    USHORT FeatureReportByteLength;
    USHORT Reserved[17];
    USHORT NumberLinkCollectionNodes;
    USHORT NumberInputButtonCaps;
    USHORT NumberInputValueCaps;
    USHORT NumberInputDataIndices;
    USHORT NumberOutputButtonCaps;
    USHORT NumberOutputValueCaps;
    USHORT NumberOutputDataIndices;
    USHORT NumberFeatureButtonCaps;
    USHORT NumberFeatureValueCaps;
    USHORT NumberFeatureDataIndices;
} HIDP_CAPS, *PHIDP_CAPS;

/* One control of a report by its data index: a value, or the state of a button. */
typedef struct _HIDP_DATA {
    USHORT DataIndex;
    USHORT Reserved;
    union {
        ULONG RawValue;
        BOOLEAN On;
    };
} HIDP_DATA, *PHIDP_DATA;

/* State of one button of a button array. */
typedef struct _HIDP_BUTTON_ARRAY_DATA {
    USHORT ArrayIndex;
    BOOLEAN On;
} HIDP_BUTTON_ARRAY_DATA, *PHIDP_BUTTON_ARRAY_DATA;

/* A global item of the report descriptor that nobody knows. */
typedef struct _HIDP_UNKNOWN_TOKEN {
    UCHAR Token;
    UCHAR Reserved[3];
    ULONG BitField;
} HIDP_UNKNOWN_TOKEN, *PHIDP_UNKNOWN_TOKEN;

/* Global items of a control that nobody knows; the rest of them follows in Data. */
typedef struct _HIDP_EXTENDED_ATTRIBUTES {
    UCHAR NumGlobalUnknowns;
    UCHAR Reserved[3];
    PHIDP_UNKNOWN_TOKEN GlobalUnknowns;
    ULONG Data[1];
} HIDP_EXTENDED_ATTRIBUTES, *PHIDP_EXTENDED_ATTRIBUTES;

/* Translation of keyboard usages to scan codes. */
typedef enum _HIDP_KEYBOARD_DIRECTION {
    HidP_Keyboard_Break,
    HidP_Keyboard_Make
} HIDP_KEYBOARD_DIRECTION;

/* RigthGUI and ScollLock are spelled so. */
typedef struct _HIDP_KEYBOARD_MODIFIER_STATE {
    union {
        struct {
            ULONG LeftControl : 1;
            ULONG LeftShift : 1;
            ULONG LeftAlt : 1;
            ULONG LeftGUI : 1;
            ULONG RightControl : 1;
            ULONG RightShift : 1;
            ULONG RightAlt : 1;
            ULONG RigthGUI : 1;
            ULONG CapsLock : 1;
            ULONG ScollLock : 1;
            ULONG NumLock : 1;
            ULONG Reserved : 21;
        };
        ULONG ul;
    };
} HIDP_KEYBOARD_MODIFIER_STATE, *PHIDP_KEYBOARD_MODIFIER_STATE;

#pragma pack(pop)

/* What the HidP functions return. */
#define HIDP_ERROR_CODES(severity, code) ((NTSTATUS)(((severity) << 28) | (0x11 << 16) | (code)))
#define HIDP_STATUS_SUCCESS HIDP_ERROR_CODES(0x0U, 0)
#define HIDP_STATUS_NULL HIDP_ERROR_CODES(0x8U, 1)
#define HIDP_STATUS_INVALID_PREPARSED_DATA HIDP_ERROR_CODES(0xCU, 1)
#define HIDP_STATUS_INVALID_REPORT_TYPE HIDP_ERROR_CODES(0xCU, 2)
#define HIDP_STATUS_INVALID_REPORT_LENGTH HIDP_ERROR_CODES(0xCU, 3)
#define HIDP_STATUS_USAGE_NOT_FOUND HIDP_ERROR_CODES(0xCU, 4)
#define HIDP_STATUS_VALUE_OUT_OF_RANGE HIDP_ERROR_CODES(0xCU, 5)
#define HIDP_STATUS_BAD_LOG_PHY_VALUES HIDP_ERROR_CODES(0xCU, 6)
#define HIDP_STATUS_BUFFER_TOO_SMALL HIDP_ERROR_CODES(0xCU, 7)
#define HIDP_STATUS_INTERNAL_ERROR HIDP_ERROR_CODES(0xCU, 8)
#define HIDP_STATUS_I8042_TRANS_UNKNOWN HIDP_ERROR_CODES(0xCU, 9)
#define HIDP_STATUS_I8242_TRANS_UNKNOWN HIDP_STATUS_I8042_TRANS_UNKNOWN
#define HIDP_STATUS_INCOMPATIBLE_REPORT_ID HIDP_ERROR_CODES(0xCU, 0xA)
#define HIDP_STATUS_NOT_VALUE_ARRAY HIDP_ERROR_CODES(0xCU, 0xB)
#define HIDP_STATUS_IS_VALUE_ARRAY HIDP_ERROR_CODES(0xCU, 0xC)
#define HIDP_STATUS_DATA_INDEX_NOT_FOUND HIDP_ERROR_CODES(0xCU, 0xD)
#define HIDP_STATUS_DATA_INDEX_OUT_OF_RANGE HIDP_ERROR_CODES(0xCU, 0xE)
#define HIDP_STATUS_BUTTON_NOT_PRESSED HIDP_ERROR_CODES(0xCU, 0xF)
#define HIDP_STATUS_REPORT_DOES_NOT_EXIST HIDP_ERROR_CODES(0xCU, 0x10)
#define HIDP_STATUS_NOT_IMPLEMENTED HIDP_ERROR_CODES(0xCU, 0x20)
#define HIDP_STATUS_NOT_BUTTON_ARRAY HIDP_ERROR_CODES(0xCU, 0x21)

OPENWDF_EXTERN_C_BEGIN

/* Fills in Capabilities from preparsed data: HIDP_STATUS_SUCCESS, or
 * HIDP_STATUS_INVALID_PREPARSED_DATA. Documented: hidpi/nf-hidpi-hidp_getcaps. */
_IRQL_requires_max_(PASSIVE_LEVEL) NTKERNELAPI NTSTATUS
    HidP_GetCaps(_In_ PHIDP_PREPARSED_DATA PreparsedData, _Out_ PHIDP_CAPS Capabilities);

/* What follows is declared only: a call stops the machine with the function's name. */

/* The button capabilities of all reports of a kind; *ButtonCapsLength counts elements, in and out.
 * Documented: hidpi/nf-hidpi-hidp_getbuttoncaps. */
NTKERNELAPI NTSTATUS HidP_GetButtonCaps(_In_ HIDP_REPORT_TYPE ReportType,
                                        _Out_ PHIDP_BUTTON_CAPS ButtonCaps,
                                        _Inout_ PUSHORT ButtonCapsLength,
                                        _In_ PHIDP_PREPARSED_DATA PreparsedData);

/* The value capabilities, in the same way. Documented: hidpi/nf-hidpi-hidp_getvaluecaps. */
NTKERNELAPI NTSTATUS HidP_GetValueCaps(_In_ HIDP_REPORT_TYPE ReportType,
                                       _Out_ PHIDP_VALUE_CAPS ValueCaps,
                                       _Inout_ PUSHORT ValueCapsLength,
                                       _In_ PHIDP_PREPARSED_DATA PreparsedData);

/* Those with a usage page, link collection and usage; 0 for any.
 * Documented: hidpi/nf-hidpi-hidp_getspecificvaluecaps. */
NTKERNELAPI NTSTATUS HidP_GetSpecificValueCaps(_In_ HIDP_REPORT_TYPE ReportType,
                                               _In_opt_ USAGE UsagePage,
                                               _In_opt_ USHORT LinkCollection, _In_opt_ USAGE Usage,
                                               _Out_ PHIDP_VALUE_CAPS ValueCaps,
                                               _Inout_ PUSHORT ValueCapsLength,
                                               _In_ PHIDP_PREPARSED_DATA PreparsedData);

/* Clears a report and sets its id. Documented: hidpi/nf-hidpi-hidp_initializereportforid. */
NTKERNELAPI NTSTATUS HidP_InitializeReportForID(_In_ HIDP_REPORT_TYPE ReportType,
                                                _In_ UCHAR ReportID,
                                                _In_ PHIDP_PREPARSED_DATA PreparsedData,
                                                _Out_ PCHAR Report, _In_ ULONG ReportLength);

/* The buttons of a page that are pressed in a report. Documented: hidpi/nf-hidpi-hidp_getusages. */
NTKERNELAPI NTSTATUS HidP_GetUsages(_In_ HIDP_REPORT_TYPE ReportType, _In_ USAGE UsagePage,
                                    _In_opt_ USHORT LinkCollection, _Out_ PUSAGE UsageList,
                                    _Inout_ PULONG UsageLength,
                                    _In_ PHIDP_PREPARSED_DATA PreparsedData, _Out_ PCHAR Report,
                                    _In_ ULONG ReportLength);

/* Presses buttons in a report. Documented: hidpi/nf-hidpi-hidp_setusages. */
NTKERNELAPI NTSTATUS HidP_SetUsages(_In_ HIDP_REPORT_TYPE ReportType, _In_ USAGE UsagePage,
                                    _In_opt_ USHORT LinkCollection, _Inout_ PUSAGE UsageList,
                                    _Inout_ PULONG UsageLength,
                                    _In_ PHIDP_PREPARSED_DATA PreparsedData, _Inout_ PCHAR Report,
                                    _In_ ULONG ReportLength);

/* The raw value of a control in a report. Documented: hidpi/nf-hidpi-hidp_getusagevalue. */
NTKERNELAPI NTSTATUS HidP_GetUsageValue(_In_ HIDP_REPORT_TYPE ReportType, _In_ USAGE UsagePage,
                                        _In_opt_ USHORT LinkCollection, _In_ USAGE Usage,
                                        _Out_ PULONG UsageValue,
                                        _In_ PHIDP_PREPARSED_DATA PreparsedData, _In_ PCHAR Report,
                                        _In_ ULONG ReportLength);

/* Sets it. Documented: hidpi/nf-hidpi-hidp_setusagevalue. */
NTKERNELAPI NTSTATUS HidP_SetUsageValue(_In_ HIDP_REPORT_TYPE ReportType, _In_ USAGE UsagePage,
                                        _In_opt_ USHORT LinkCollection, _In_ USAGE Usage,
                                        _In_ ULONG UsageValue,
                                        _In_ PHIDP_PREPARSED_DATA PreparsedData,
                                        _Inout_ PCHAR Report, _In_ ULONG ReportLength);

/* How many buttons of a page can be pressed at once.
 * Documented: hidpi/nf-hidpi-hidp_maxusagelistlength. */
NTKERNELAPI ULONG HidP_MaxUsageListLength(_In_ HIDP_REPORT_TYPE ReportType,
                                          _In_opt_ USAGE UsagePage,
                                          _In_ PHIDP_PREPARSED_DATA PreparsedData);

OPENWDF_EXTERN_C_END

#endif
