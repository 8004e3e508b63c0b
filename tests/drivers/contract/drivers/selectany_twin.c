/* The second definition MSVC merges with the first one's. */
#include <ntdef.h>

__declspec(selectany) int Shared = 5;
