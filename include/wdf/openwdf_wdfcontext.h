/* Typed contexts of framework objects, and references with a tag. Hand-written; the end of
 * wdfobject.h. */
#ifndef OPENWDF_WDFCONTEXT_H
#define OPENWDF_WDFCONTEXT_H

#ifndef OPENWDF_RUNTIME

/* A context type is known by the address of its description. Several sources of one driver that
 * include the same declaration must agree on that address: the description is weak, and the linker
 * keeps one (__declspec(selectany) of the WDK). Drivers are linked with hidden visibility, so two
 * drivers never share one. (The attribute stands on the declaration: to g++ a const object is local
 * until an extern declaration has said otherwise, and a local one cannot be weak.) */
#define WDF_TYPE_NAME_TO_TYPE_INFO(type) _WDF_##type##_TYPE_INFO
#define WDF_TYPE_NAME_POINTER_TYPE(type) WDF_POINTER_TYPE_##type
#define WDF_GET_CONTEXT_TYPE_INFO(type) (&WDF_TYPE_NAME_TO_TYPE_INFO(type))

#define WDF_DECLARE_TYPE_AND_GLOBALS(type, unique_type, get_unique_type, section)                  \
    typedef type* WDF_TYPE_NAME_POINTER_TYPE(type);                                                \
    OPENWDF_EXTERN_C_BEGIN                                                                         \
    extern const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) DECLSPEC_SELECTANY; \
    const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) = {                        \
        sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), #type, sizeof(type), unique_type, get_unique_type};  \
    OPENWDF_EXTERN_C_END

#define WDF_DECLARE_CASTING_FUNCTION(type, accessor)                                               \
    OPENWDF_INLINE WDF_TYPE_NAME_POINTER_TYPE(type) accessor(_In_ WDFOBJECT Handle)                \
    {                                                                                              \
        return (WDF_TYPE_NAME_POINTER_TYPE(type))WdfObjectGetTypedContextWorker(                   \
            Handle, WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType);                                  \
    }

#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, accessor)                                         \
    WDF_DECLARE_TYPE_AND_GLOBALS(type, WDF_GET_CONTEXT_TYPE_INFO(type), NULL,                      \
                                 WDF_TYPE_INIT_SECTION_NAME)                                       \
    WDF_DECLARE_CASTING_FUNCTION(type, accessor)

#define WDF_DECLARE_CONTEXT_TYPE(type) WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, WdfObjectGet_##type)

#define WdfObjectGetTypedContext(handle, type)                                                     \
    ((type*)WdfObjectGetTypedContextWorker((WDFOBJECT)(handle),                                    \
                                           WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType))

#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type)                                   \
    ((attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType)

#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, type)                                  \
    (WDF_OBJECT_ATTRIBUTES_INIT(attributes),                                                       \
     (void)WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type))

#define WdfObjectReference(handle) WdfObjectReferenceWithTag(handle, NULL)
#define WdfObjectReferenceWithTag(handle, tag)                                                     \
    WdfObjectReferenceActual((WDFOBJECT)(handle), (tag), __LINE__, __FILE__)
#define WdfObjectDereference(handle) WdfObjectDereferenceWithTag(handle, NULL)
#define WdfObjectDereferenceWithTag(handle, tag)                                                   \
    WdfObjectDereferenceActual((WDFOBJECT)(handle), (tag), __LINE__, __FILE__)

#endif /* OPENWDF_RUNTIME */

#endif /* OPENWDF_WDFCONTEXT_H */
