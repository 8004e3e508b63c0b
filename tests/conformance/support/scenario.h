/*
 * The driver half of a conformance test. An area's driver lists its scenarios in NAME.h as
 *
 *     #define NAME_SCENARIOS(X) X(First) X(Second)
 *
 * defines each with SCENARIO(First) { ... }, and ends with DEFINE_SCENARIOS(NAME_SCENARIOS). A
 * scenario runs in EvtIoDeviceControl of \\.\Conformance; what it returns completes the request.
 * A failed expectation is printed, and the test fails when anything unexpected was printed.
 */
#ifndef CONFORMANCE_SCENARIO_H
#define CONFORMANCE_SCENARIO_H

#include <ntddk.h>
#include <wdf.h>

typedef struct _SCENARIO {
    WDFDRIVER Driver;
    WDFDEVICE Device;
    WDFQUEUE Queue;
    WDFREQUEST Request;
    ULONG_PTR Information;
} SCENARIO, *PSCENARIO;

typedef NTSTATUS SCENARIO_FUNCTION(PSCENARIO Scenario);

typedef struct _SCENARIO_TABLE {
    SCENARIO_FUNCTION* const* Functions;
    ULONG Count;
} SCENARIO_TABLE;

extern const SCENARIO_TABLE ScenarioTable;

VOID ExpectEqual(ULONG64 Actual, ULONG64 Expected, const char* Text, const char* File, int Line);

#define EXPECT_EQ(actual, expected)                                                                \
    ExpectEqual((ULONG64)(actual), (ULONG64)(expected), #actual, __FILE__, __LINE__)
#define EXPECT_STATUS(actual, expected)                                                            \
    ExpectEqual((ULONG)(actual), (ULONG)(expected), #actual, __FILE__, __LINE__)
#define EXPECT(condition) ExpectEqual((condition) ? 1 : 0, 1, #condition, __FILE__, __LINE__)
#define NOTE(...) DbgPrint(__VA_ARGS__)

#define SCENARIO(name) static NTSTATUS name(PSCENARIO Scenario)
#define SCENARIO_ENTRY(name) name,
#define DEFINE_SCENARIOS(list)                                                                     \
    static SCENARIO_FUNCTION* const ScenarioFunctions[] = {list(SCENARIO_ENTRY)};                  \
    const SCENARIO_TABLE ScenarioTable = {ScenarioFunctions, ARRAYSIZE(ScenarioFunctions)};

#endif
