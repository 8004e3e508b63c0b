// Callback objects.
#include "gate/entry.hpp"
#include "nt/ex/callback_object.hpp"

#include <ntddk.h>

using namespace openwdf;
using gate::Ddi;
using gate::ThreadContext;

extern "C" {

NTSTATUS ExCreateCallback(PCALLBACK_OBJECT* CallbackObject, POBJECT_ATTRIBUTES ObjectAttributes,
                          BOOLEAN Create, BOOLEAN AllowMultipleCallbacks)
{
    return gate::enter<Ddi::ExCreateCallback>([&](ThreadContext& context) {
        gate::require(context, CallbackObject, "CallbackObject");
        gate::require(context, ObjectAttributes, "ObjectAttributes");
        return nt::ex::create_callback(context, *CallbackObject, *ObjectAttributes, Create != FALSE,
                                       AllowMultipleCallbacks != FALSE);
    });
}

PVOID ExRegisterCallback(PCALLBACK_OBJECT CallbackObject, PCALLBACK_FUNCTION CallbackFunction,
                         PVOID CallbackContext)
{
    return gate::enter<Ddi::ExRegisterCallback>([&](ThreadContext& context) {
        gate::require(context, CallbackObject, "CallbackObject");
        gate::require(context, reinterpret_cast<const void*>(CallbackFunction), "CallbackFunction");
        return nt::ex::register_callback(context, *CallbackObject, CallbackFunction,
                                         CallbackContext);
    });
}

VOID ExUnregisterCallback(PVOID CallbackRegistration)
{
    gate::enter<Ddi::ExUnregisterCallback>([&](ThreadContext& context) {
        gate::require(context, CallbackRegistration, "CallbackRegistration");
        nt::ex::unregister_callback(context, CallbackRegistration);
    });
}

VOID ExNotifyCallback(PVOID CallbackObject, PVOID Argument1, PVOID Argument2)
{
    gate::enter<Ddi::ExNotifyCallback>([&](ThreadContext& context) {
        gate::require(context, CallbackObject, "CallbackObject");
        nt::ex::notify_callbacks(context, *static_cast<PCALLBACK_OBJECT>(CallbackObject), Argument1,
                                 Argument2);
    });
}

} // extern "C"
