// DbgPrint, RtlAssert, KeBugCheck*.
#include "gate/entry.hpp"
#include "nt/rtl/debug_print.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

ULONG DbgPrint(PCSTR Format, ...)
{
    std::va_list arguments;
    va_start(arguments, Format);
    const ULONG status = gate::enter<Ddi::DbgPrint>([&](ThreadContext& context) {
        gate::require(context, Format, "Format");
        nt::rtl::debug_print(context, Format, arguments);
        return static_cast<ULONG>(STATUS_SUCCESS);
    });
    va_end(arguments);
    return status;
}

// Nothing is filtered: who runs a driver here wants to read what it says.
ULONG DbgPrintEx(ULONG, ULONG, PCSTR Format, ...)
{
    std::va_list arguments;
    va_start(arguments, Format);
    const ULONG status = gate::enter<Ddi::DbgPrintEx>([&](ThreadContext& context) {
        gate::require(context, Format, "Format");
        nt::rtl::debug_print(context, Format, arguments);
        return static_cast<ULONG>(STATUS_SUCCESS);
    });
    va_end(arguments);
    return status;
}

VOID RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber, PSTR Message)
{
    gate::enter<Ddi::RtlAssert>([&](ThreadContext& context) {
        nt::rtl::assertion_failed(context, static_cast<const char*>(FailedAssertion),
                                  static_cast<const char*>(FileName), LineNumber, Message);
    });
}

VOID KeBugCheck(ULONG BugCheckCode)
{
    gate::enter<Ddi::KeBugCheck>([&](ThreadContext&) {
        gate::bug_check(BugCheckCode, 0, 0, 0, 0, "the driver called KeBugCheck");
    });
    gate::throw_stopped(*gate::current_context());
}

VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
                  ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4)
{
    gate::enter<Ddi::KeBugCheckEx>([&](ThreadContext&) {
        gate::bug_check(BugCheckCode, BugCheckParameter1, BugCheckParameter2, BugCheckParameter3,
                        BugCheckParameter4, "the driver called KeBugCheckEx");
    });
    gate::throw_stopped(*gate::current_context());
}

} // extern "C"
