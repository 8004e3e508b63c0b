// Counted strings, memory.
#include "gate/entry.hpp"
#include "nt/rtl/strings.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
    gate::enter<Ddi::RtlInitUnicodeString>([&](ThreadContext& context) {
        gate::require(context, DestinationString, "DestinationString");
        nt::rtl::initialize(*DestinationString, SourceString);
    });
}

VOID RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
    gate::enter<Ddi::RtlInitAnsiString>([&](ThreadContext& context) {
        gate::require(context, DestinationString, "DestinationString");
        nt::rtl::initialize(*DestinationString, SourceString);
    });
}

VOID RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    gate::enter<Ddi::RtlCopyUnicodeString>([&](ThreadContext& context) {
        gate::require(context, DestinationString, "DestinationString");
        nt::rtl::copy(*DestinationString, SourceString);
    });
}

LONG RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
                             BOOLEAN CaseInSensitive)
{
    return gate::enter<Ddi::RtlCompareUnicodeString>([&](ThreadContext& context) {
        gate::require(context, String1, "String1");
        gate::require(context, String2, "String2");
        return nt::rtl::compare(*String1, *String2, CaseInSensitive != FALSE);
    });
}

BOOLEAN RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
                              BOOLEAN CaseInSensitive)
{
    return gate::enter<Ddi::RtlEqualUnicodeString>([&](ThreadContext& context) {
        gate::require(context, String1, "String1");
        gate::require(context, String2, "String2");
        const bool equal = nt::rtl::compare(*String1, *String2, CaseInSensitive != FALSE) == 0;
        return static_cast<BOOLEAN>(equal);
    });
}

SIZE_T RtlCompareMemory(const VOID* Source1, const VOID* Source2, SIZE_T Length)
{
    return gate::enter<Ddi::RtlCompareMemory>(
        [&](ThreadContext&) { return nt::rtl::compare_memory(Source1, Source2, Length); });
}

} // extern "C"
