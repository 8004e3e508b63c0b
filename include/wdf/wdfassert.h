/* Assertions of drivers: at run time where the framework's verifier is on, and at compile time. */
#ifndef OPENWDF_WDFASSERT_H
#define OPENWDF_WDFASSERT_H

#include "wdfdriver.h"

#ifndef OPENWDF_RUNTIME

/* Reports the expression as RtlAssert does when it is false and the driver was bound with
 * WdfVerifyOn; never evaluates it otherwise. */
#define WDFVERIFY(expression)                                                                      \
    do {                                                                                           \
        if ((WdfDriverGlobals->DriverFlags & WdfVerifyOn) != 0 && !(expression)) {                 \
            RtlAssert((PVOID)(ULONG_PTR) #expression, (PVOID)(ULONG_PTR)__FILE__, __LINE__, NULL); \
        }                                                                                          \
    } while (0)

/* The caller runs at PASSIVE_LEVEL. IS_AT_PASSIVE is the old name. */
#define VERIFY_IS_IRQL_PASSIVE_LEVEL() WDFVERIFY(KeGetCurrentIrql() == PASSIVE_LEVEL)
#define IS_AT_PASSIVE() VERIFY_IS_IRQL_PASSIVE_LEVEL()

#endif /* OPENWDF_RUNTIME */

/* Fails to compile when the constant expression is false; stands where a statement may. */
#define WDFCASSERT(constant_expression)                                                            \
    do {                                                                                           \
        OPENWDF_STATIC_ASSERT(constant_expression, #constant_expression);                          \
    } while (0)

#endif /* OPENWDF_WDFASSERT_H */
