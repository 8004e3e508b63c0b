/* OpenWDF: <string.h> for drivers. Microsoft's declares the wide functions, too. */
#include_next <string.h>

#ifndef OPENWDF_CRT_STRING_H
#define OPENWDF_CRT_STRING_H

#include <strings.h>
#include <wchar.h>

#define _stricmp strcasecmp
#define _strnicmp strncasecmp

#endif
