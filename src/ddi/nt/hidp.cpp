// The parsing library of HID clients.
#include "gate/entry.hpp"
#include "nt/hid/preparsed.hpp"

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS HidP_GetCaps(PHIDP_PREPARSED_DATA PreparsedData, PHIDP_CAPS Capabilities)
{
    return gate::enter<Ddi::HidP_GetCaps>([&](ThreadContext& context) {
        gate::require(context, PreparsedData, "PreparsedData");
        gate::require(context, Capabilities, "Capabilities");
        return nt::hid::get_caps(PreparsedData, *Capabilities);
    });
}

} // extern "C"
