// Counted strings as drivers use them.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::rtl {

void initialize(UNICODE_STRING& string, const WCHAR* text);
void initialize(ANSI_STRING& string, const char* text);
// As much as fits; terminated when there is room left for it.
void copy(UNICODE_STRING& target, const UNICODE_STRING* source);
LONG compare(const UNICODE_STRING& a, const UNICODE_STRING& b, bool ignore_case);
// Number of equal leading bytes.
SIZE_T compare_memory(const void* a, const void* b, SIZE_T length);

} // namespace openwdf::nt::rtl
