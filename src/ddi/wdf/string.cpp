// WdfString*.
#include "wdf/string/string.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/entry.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/object/handle.hpp"
#include "wdf/verifier.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS owdf_WdfStringCreate(PWDF_DRIVER_GLOBALS globals, PCUNICODE_STRING UnicodeString,
                              PWDF_OBJECT_ATTRIBUTES StringAttributes, WDFSTRING* String)
{
    return gate::enter<Ddi::WdfStringCreate>([&](ThreadContext& context) -> NTSTATUS {
        gate::require(context, String, "String");
        *String = nullptr;
        if (!wdf::passive_enough(context, "WdfStringCreate"))
            return STATUS_INVALID_DEVICE_REQUEST;
        return wdf::String::create(context, *wdf::globals_of(globals).driver, UnicodeString,
                                   StringAttributes, String);
    });
}

VOID owdf_WdfStringGetUnicodeString(PWDF_DRIVER_GLOBALS, WDFSTRING String,
                                    PUNICODE_STRING UnicodeString)
{
    gate::enter<Ddi::WdfStringGetUnicodeString>([&](ThreadContext& context) {
        auto& string = wdf::object<wdf::String>(context, String);
        gate::require(context, UnicodeString, "UnicodeString");
        if (wdf::passive_enough(context, "WdfStringGetUnicodeString"))
            *UnicodeString = string.text();
    });
}

} // extern "C"
