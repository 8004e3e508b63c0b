/* -fshort-wchar, and headers whose wide functions count 16-bit units. */
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
    return 0;
}
