/* -fshort-wchar, and headers whose wide functions count 16-bit units. */
#include <errno.h>
#include <string.h>
#include <wchar.h>

#include "probe.h"

static wchar_t Name[16];

int DriverEntry(void* driver_object, struct contract_probe* probe)
{
    const wchar_t* volatile text = L"abc\x20ac";
    (void)driver_object;
    EXPECT(sizeof(wchar_t) == 2);
    EXPECT(sizeof(L"ab") == 6);
    EXPECT((wchar_t)-1 > 0);
    EXPECT(wcslen(text) == 4);
    EXPECT(wcscpy(Name, text) == Name);
    EXPECT(((unsigned short*)Name)[3] == 0x20ac);
    EXPECT(((unsigned short*)Name)[4] == 0);
    EXPECT(wcscmp(Name, text) == 0);
    EXPECT(wcscmp(L"abd", text) > 0);
    EXPECT(wcschr(text, L'c') == text + 2);
    EXPECT(wcscpy_s(Name, 5, text) == 0 && wcscmp(Name, text) == 0);
    EXPECT(wcscat_s(Name, 7, L"de") == 0 && wcslen(Name) == 6);
    EXPECT(wcscat_s(Name, 7, L"f") == ERANGE && Name[0] == 0);
    EXPECT(wcscpy_s(Name, 4, text) == ERANGE && Name[0] == 0);
    EXPECT(wcscpy_s(Name, 0, text) == EINVAL);
    EXPECT(memcpy_s(Name, 4, L"xy", 4) == 0 && Name[1] == L'y');
    EXPECT(memcpy_s(Name, 4, text, 6) == ERANGE && Name[1] == 0);
    return 0;
}
