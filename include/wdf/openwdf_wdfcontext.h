/* Typed contexts of framework objects, custom types, and references with a tag. Hand-written; the
 * end of wdfobject.h. */
#ifndef OPENWDF_WDFCONTEXT_H
#define OPENWDF_WDFCONTEXT_H

#ifndef OPENWDF_RUNTIME

/* A context type is known by the address of its description. Several sources of one driver that
 * include the same declaration must agree on that address: the description is weak, and the linker
 * keeps one (__declspec(selectany) of the WDK). Drivers are linked with hidden visibility, so two
 * drivers never share one. (The attribute stands on the declaration: to g++ a const object is local
 * until an extern declaration has said otherwise, and a local one cannot be weak.) */

/* Names of what the macros below declare for a context type: its description, the pointer to it,
 * and what a shared type needs of the driver. */
#define WDF_TYPE_NAME_TO_TYPE_INFO(type) _WDF_##type##_TYPE_INFO
#define WDF_TYPE_NAME_TO_EXTERNAL_INIT(type) _WDF_##type##_EXTERNAL_INIT
#define WDF_TYPE_NAME_TO_EXTERNAL_INIT_FUNCTION(type) type##_EXTERNAL_INIT_FUNCTION
#define WDF_TYPE_NAME_POINTER_TYPE(type) WDF_POINTER_TYPE_##type

/* The description of a context type: what WDF_OBJECT_ATTRIBUTES.ContextTypeInfo points to.
 * Documented: wdfobject/nf-wdfobject-wdf_get_context_type_info */
#define WDF_GET_CONTEXT_TYPE_INFO(type) (&WDF_TYPE_NAME_TO_TYPE_INFO(type))

/* Describes a context type. `unique_type` is the description that stands for the type, and
 * `get_unique_type` a function that names it where another module owns it. `section` places the
 * description in a Windows image; nothing depends on it here.
 * Documented: wdfobject/nf-wdfobject-wdf_declare_type_and_globals */
#define WDF_DECLARE_TYPE_AND_GLOBALS(type, unique_type, get_unique_type, section)                  \
    typedef type* WDF_TYPE_NAME_POINTER_TYPE(type);                                                \
    OPENWDF_EXTERN_C_BEGIN                                                                         \
    extern const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) DECLSPEC_SELECTANY; \
    const WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) = {                        \
        sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), #type, sizeof(type), unique_type, get_unique_type};  \
    OPENWDF_EXTERN_C_END

/* Declares `accessor(Handle)`: the context of that type of an object, or NULL when the object has
 * none of it. IRQL: any level. Documented: wdfobject/nf-wdfobject-wdf_declare_casting_function */
#define WDF_DECLARE_CASTING_FUNCTION(type, accessor)                                               \
    OPENWDF_INLINE WDF_TYPE_NAME_POINTER_TYPE(type) accessor(_In_ WDFOBJECT Handle)                \
    {                                                                                              \
        return (WDF_TYPE_NAME_POINTER_TYPE(type))WdfObjectGetTypedContextWorker(                   \
            Handle, WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType);                                  \
    }

/* Makes the structure `type` usable as a context, with `accessor` to reach it. Stands in a header
 * or source at file scope, after the structure.
 * Documented: wdfobject/nf-wdfobject-wdf_declare_context_type_with_name */
#define WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, accessor)                                         \
    WDF_DECLARE_TYPE_AND_GLOBALS(type, WDF_GET_CONTEXT_TYPE_INFO(type), NULL,                      \
                                 WDF_TYPE_DEFAULT_SECTION_NAME)                                    \
    WDF_DECLARE_CASTING_FUNCTION(type, accessor)

/* The same, with an accessor called WdfObjectGet_<type>.
 * Documented: wdfobject/nf-wdfobject-wdf_declare_context_type */
#define WDF_DECLARE_CONTEXT_TYPE(type) WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(type, WdfObjectGet_##type)

/* A context type that several modules share: before it, the source declares
 * `PCWDF_OBJECT_CONTEXT_TYPE_INFO <type>_EXTERNAL_INIT_FUNCTION(VOID)`, which returns the one
 * description that stands for the type. It runs when the module is loaded, before DriverEntry and
 * outside of any machine, so it may call no framework function. (Windows calls it when it binds the
 * driver; the description is not const because UniqueType is written then.)
 * Documented: wdfobject/nf-wdfobject-wdf_declare_shared_context_type_with_name */
#define WDF_DECLARE_SHARED_CONTEXT_TYPE_WITH_NAME(type, accessor)                                  \
    typedef type* WDF_TYPE_NAME_POINTER_TYPE(type);                                                \
    OPENWDF_EXTERN_C_BEGIN                                                                         \
    extern WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) DECLSPEC_SELECTANY;       \
    WDF_OBJECT_CONTEXT_TYPE_INFO WDF_TYPE_NAME_TO_TYPE_INFO(type) = {                              \
        sizeof(WDF_OBJECT_CONTEXT_TYPE_INFO), #type, sizeof(type), NULL,                           \
        WDF_TYPE_NAME_TO_EXTERNAL_INIT_FUNCTION(type)};                                            \
    static __attribute__((__constructor__)) void WDF_TYPE_NAME_TO_EXTERNAL_INIT(type)(void)        \
    {                                                                                              \
        WDF_TYPE_NAME_TO_TYPE_INFO(type).UniqueType =                                              \
            WDF_TYPE_NAME_TO_EXTERNAL_INIT_FUNCTION(type)();                                       \
    }                                                                                              \
    OPENWDF_EXTERN_C_END                                                                           \
    WDF_DECLARE_CASTING_FUNCTION(type, accessor)

/* The context of a given type of an object, or NULL. IRQL: any level.
 * Documented: wdfobject/nf-wdfobject-wdfobjectgettypedcontext */
#define WdfObjectGetTypedContext(handle, type)                                                     \
    ((type*)WdfObjectGetTypedContextWorker((WDFOBJECT)(handle),                                    \
                                           WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType))

/* Says which context the object will get that is created with these attributes.
 * Documented: wdfobject/nf-wdfobject-wdf_object_attributes_set_context_type */
#define WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type)                                   \
    ((attributes)->ContextTypeInfo = WDF_GET_CONTEXT_TYPE_INFO(type)->UniqueType)

/* WDF_OBJECT_ATTRIBUTES_INIT and the context type in one.
 * Documented: wdfobject/nf-wdfobject-wdf_object_attributes_init_context_type */
#define WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, type)                                  \
    (WDF_OBJECT_ATTRIBUTES_INIT(attributes),                                                       \
     (void)WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE(attributes, type))

/* Names of what WDF_DECLARE_CUSTOM_TYPE declares: the context that marks an object, the function
 * that finds it and the function that adds it. */
#define WDF_CUSTOM_TYPE_CONTEXT_NAME(type) WdfCustomType_##type
#define WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type) WdfObjectGetCustomType_##type
#define WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type) WdfObjectAddCustomType_##type

/* Declares a custom type: a mark, with a word of data, that a driver or class extension puts on
 * objects and asks for later. `type` is a name only. Since KMDF 1.11, UMDF 2.0.
 * Documented: wdfobject/nf-wdfobject-wdf_declare_custom_type */
#define WDF_DECLARE_CUSTOM_TYPE(type)                                                              \
    typedef WDF_CUSTOM_TYPE_CONTEXT WDF_CUSTOM_TYPE_CONTEXT_NAME(type);                            \
    WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(WDF_CUSTOM_TYPE_CONTEXT_NAME(type),                         \
                                       WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type))                    \
    OPENWDF_INLINE NTSTATUS WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type)(                               \
        _In_ WDFOBJECT Handle, _In_opt_ ULONG_PTR Data,                                            \
        _In_opt_ PFN_WDF_OBJECT_CONTEXT_CLEANUP EvtCleanupCallback,                                \
        _In_opt_ PFN_WDF_OBJECT_CONTEXT_DESTROY EvtDestroyCallback)                                \
    {                                                                                              \
        WDF_OBJECT_ATTRIBUTES attributes;                                                          \
        PVOID added = NULL;                                                                        \
        NTSTATUS status;                                                                           \
        WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, WDF_CUSTOM_TYPE_CONTEXT_NAME(type));  \
        attributes.EvtCleanupCallback = EvtCleanupCallback;                                        \
        attributes.EvtDestroyCallback = EvtDestroyCallback;                                        \
        status = WdfObjectAllocateContext(Handle, &attributes, &added);                            \
        if (NT_SUCCESS(status)) {                                                                  \
            PWDF_CUSTOM_TYPE_CONTEXT const mark = (PWDF_CUSTOM_TYPE_CONTEXT)added;                 \
            mark->Size = sizeof(*mark);                                                            \
            mark->Data = Data;                                                                     \
        }                                                                                          \
        return status;                                                                             \
    }

/* Whether an object carries the mark of a custom type. IRQL: any level.
 * Documented: wdfobject/nf-wdfobject-wdfobjectiscustomtype */
#define WdfObjectIsCustomType(handle, type)                                                        \
    ((BOOLEAN)(WdfObjectGetTypedContext(handle, WDF_CUSTOM_TYPE_CONTEXT_NAME(type)) != NULL))

/* Marks an object, with a word of data and callbacks that run as the object's own do; statuses of
 * WdfObjectAllocateContext, STATUS_OBJECT_NAME_EXISTS when it carries the mark already.
 * IRQL: <= DISPATCH_LEVEL. Documented: wdfobject/nf-wdfobject-wdfobjectaddcustomtypewithdata */
#define WdfObjectAddCustomTypeWithData(handle, type, data, cleanup, destroy)                       \
    WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME(type)(handle, data, cleanup, destroy)

/* Marks an object, without data. Documented: wdfobject/nf-wdfobject-wdfobjectaddcustomtype */
#define WdfObjectAddCustomType(handle, type)                                                       \
    WdfObjectAddCustomTypeWithData(handle, type, 0, NULL, NULL)

/* The data of a mark; only of an object that carries it. IRQL: any level.
 * Documented: wdfobject/nf-wdfobject-wdfobjectgetcustomtypedata */
#define WdfObjectGetCustomTypeData(handle, type)                                                   \
    (WDF_GET_CUSTOM_TYPE_FUNCTION_NAME(type)(handle)->Data)

/* Takes or drops a reference; the tag, NULL in the short forms, tells references apart in reports,
 * and must be the same for both. File and line of the driver are added. IRQL: <= DISPATCH_LEVEL.
 * Documented: wdfobject/nf-wdfobject-wdfobjectreference and neighbours */
#define WdfObjectReference(handle) WdfObjectReferenceWithTag(handle, NULL)
#define WdfObjectReferenceWithTag(handle, tag)                                                     \
    WdfObjectReferenceActual((WDFOBJECT)(handle), (tag), __LINE__, __FILE__)
#define WdfObjectDereference(handle) WdfObjectDereferenceWithTag(handle, NULL)
#define WdfObjectDereferenceWithTag(handle, tag)                                                   \
    WdfObjectDereferenceActual((WDFOBJECT)(handle), (tag), __LINE__, __FILE__)

#endif /* OPENWDF_RUNTIME */

#endif /* OPENWDF_WDFCONTEXT_H */
