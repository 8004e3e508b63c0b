/* OpenWDF: the basic Win32 types, by the name that older sources use. */
#ifndef _WINDEF_
#define _WINDEF_

#include <minwindef.h>

/* Handles of windows and what belongs to them; nothing here makes one. */
typedef struct HWND__* HWND;
typedef struct HDC__* HDC;
typedef struct HICON__* HICON;
typedef struct HMENU__* HMENU;
typedef DWORD COLORREF, *LPCOLORREF;

/* A point and a rectangle, in whatever unit the caller means. */
typedef struct tagPOINT {
    LONG x;
    LONG y;
} POINT, *PPOINT, *LPPOINT;

/* left and top belong to it, right and bottom do not. */
typedef struct tagRECT {
    LONG left;
    LONG top;
    LONG right;
    LONG bottom;
} RECT, *PRECT, *LPRECT;

#endif
