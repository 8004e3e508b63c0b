/* OpenWDF: what a driver registers with the power management framework (PoFx): components, their
 * idle and performance states, and the callbacks. Documented: wdm/ns-wdm-_po_fx_device_v1 and
 * neighbours. */
#ifndef OPENWDF_WDM_POWER_FRAMEWORK_H
#define OPENWDF_WDM_POWER_FRAMEWORK_H

#include <ntdef.h>

/* Which form PO_FX_DEVICE and PO_FX_COMPONENT have; a driver may define PO_FX_VERSION itself. */
#define PO_FX_VERSION_V1 0x00000001
#define PO_FX_VERSION_V2 0x00000002
#define PO_FX_VERSION_V3 0x00000003
#ifndef PO_FX_VERSION
#define PO_FX_VERSION PO_FX_VERSION_V1
#endif

/* Latency or residency in units of 100 ns, and power in microwatts, that nobody knows. */
#define PO_FX_UNKNOWN_POWER 0xFFFFFFFF
#define PO_FX_UNKNOWN_TIME 0xFFFFFFFFFFFFFFFFULL

/* Flags of PoFxActivateComponent and PoFxIdleComponent: wait for the transition, or never do it on
 * the calling thread. */
#define PO_FX_FLAG_BLOCKING 0x1
#define PO_FX_FLAG_ASYNC_ONLY 0x2

/* PO_FX_COMPONENT_V2.Flags: in F0 whenever the device is not in D0; no debounce of idleness. */
#define PO_FX_COMPONENT_FLAG_F0_ON_DX 0x1
#define PO_FX_COMPONENT_FLAG_NO_DEBOUNCE 0x2

/* PO_FX_DEVICE_V2.Flags and PO_FX_DEVICE_V3.Flags. */
#define PO_FX_DEVICE_FLAG_RESERVED_1 0x01
#define PO_FX_DEVICE_FLAG_DFX_DIRECT_CHILDREN_OPTIONAL 0x02
#define PO_FX_DEVICE_FLAG_DFX_POWER_CHILDREN_OPTIONAL 0x04
#define PO_FX_DEVICE_FLAG_DFX_CHILDREN_OPTIONAL                                                    \
    (PO_FX_DEVICE_FLAG_DFX_DIRECT_CHILDREN_OPTIONAL | PO_FX_DEVICE_FLAG_DFX_POWER_CHILDREN_OPTIONAL)
#define PO_FX_DEVICE_FLAG_DISABLE_FAST_RESUME 0x08
#define PO_FX_DEVICE_FLAG_ENABLE_FAST_RESUME 0x10
#define PO_FX_DEVICE_FLAG_NO_FAULT_CALLBACKS 0x20

/* PO_FX_DEVICE_V3.DirectedFxTimeoutInSeconds: the default, at once, and the most there may be. */
#define PO_FX_DIRECTED_FX_DEFAULT_IDLE_TIMEOUT 0
#define PO_FX_DIRECTED_FX_IMMEDIATE_IDLE_TIMEOUT 0xFFFFFFFF
#define PO_FX_DIRECTED_FX_MAX_IDLE_TIMEOUT 600

/* Flags of performance state requests. */
#define PO_FX_FLAG_PERF_PEP_OPTIONAL 0x1
#define PO_FX_FLAG_PERF_QUERY_ON_F0 0x2
#define PO_FX_FLAG_PERF_QUERY_ON_ALL_IDLE_STATES 0x4

/* A component became active. IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK(_In_ PVOID Context, _In_ ULONG Component);
typedef PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK* PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK;

/* A component became idle; answered with PoFxCompleteIdleCondition. IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK(_In_ PVOID Context, _In_ ULONG Component);
typedef PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK* PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK;

/* A component shall enter Fx state `State`; answered with PoFxCompleteIdleState.
 * IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_COMPONENT_IDLE_STATE_CALLBACK(_In_ PVOID Context, _In_ ULONG Component,
                                                 _In_ ULONG State);
typedef PO_FX_COMPONENT_IDLE_STATE_CALLBACK* PPO_FX_COMPONENT_IDLE_STATE_CALLBACK;

/* A performance state change has ended. */
typedef VOID PO_FX_COMPONENT_PERF_STATE_CALLBACK(_In_ PVOID Context, _In_ ULONG Component,
                                                 _In_ BOOLEAN Succeeded, _In_ PVOID RequestContext);
typedef PO_FX_COMPONENT_PERF_STATE_CALLBACK* PPO_FX_COMPONENT_PERF_STATE_CALLBACK;

/* A component is switched at any level, while other processors may be stopped. */
typedef VOID PO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK(_In_ PVOID Context, _In_ ULONG Component,
                                                          _In_ BOOLEAN Active);
typedef PO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK* PPO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK;

/* The device must go to D0; answered with PoFxReportDevicePoweredOn. IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_DEVICE_POWER_REQUIRED_CALLBACK(_In_ PVOID Context);
typedef PO_FX_DEVICE_POWER_REQUIRED_CALLBACK* PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK;

/* The device may leave D0; answered with PoFxCompleteDevicePowerNotRequired.
 * IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK(_In_ PVOID Context);
typedef PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK* PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK;

/* A private request of the platform extension, identified by a GUID. Sizes are in bytes.
 * IRQL: <= DISPATCH_LEVEL. */
typedef NTSTATUS PO_FX_POWER_CONTROL_CALLBACK(_In_ PVOID DeviceContext,
                                              _In_ LPCGUID PowerControlCode,
                                              _In_opt_ PVOID InBuffer, _In_ SIZE_T InBufferSize,
                                              _Out_opt_ PVOID OutBuffer, _In_ SIZE_T OutBufferSize,
                                              _Out_opt_ PSIZE_T BytesReturned);
typedef PO_FX_POWER_CONTROL_CALLBACK* PPO_FX_POWER_CONTROL_CALLBACK;

/* The system powers an idle device up or down on its own initiative. IRQL: <= DISPATCH_LEVEL. */
typedef VOID PO_FX_DIRECTED_POWER_UP_CALLBACK(_In_ PVOID Context, _In_ ULONG Flags);
typedef PO_FX_DIRECTED_POWER_UP_CALLBACK* PPO_FX_DIRECTED_POWER_UP_CALLBACK;
typedef VOID PO_FX_DIRECTED_POWER_DOWN_CALLBACK(_In_ PVOID Context, _In_ ULONG Flags);
typedef PO_FX_DIRECTED_POWER_DOWN_CALLBACK* PPO_FX_DIRECTED_POWER_DOWN_CALLBACK;

/* One Fx state: times in units of 100 ns, power in microwatts. */
typedef struct _PO_FX_COMPONENT_IDLE_STATE {
    ULONGLONG TransitionLatency;
    ULONGLONG ResidencyRequirement;
    ULONG NominalPower;
} PO_FX_COMPONENT_IDLE_STATE, *PPO_FX_COMPONENT_IDLE_STATE;

/* A component of a version 1 registration. The driver keeps the array of states until it has
 * registered the device. */
typedef struct _PO_FX_COMPONENT_V1 {
    GUID Id;
    ULONG IdleStateCount;
    ULONG DeepestWakeableIdleState;
    PPO_FX_COMPONENT_IDLE_STATE IdleStates;
} PO_FX_COMPONENT_V1, *PPO_FX_COMPONENT_V1;

/* A component of a version 2 or 3 registration; Providers are indexes of components it needs. */
typedef struct _PO_FX_COMPONENT_V2 {
    GUID Id;
    ULONGLONG Flags;
    ULONG DeepestWakeableIdleState;
    ULONG IdleStateCount;
    PPO_FX_COMPONENT_IDLE_STATE IdleStates;
    ULONG ProviderCount;
    PULONG Providers;
} PO_FX_COMPONENT_V2, *PPO_FX_COMPONENT_V2;

/* A device as PoFxRegisterDevice takes it; Version says which of the three forms it is. Components
 * is the first of ComponentCount elements. */
typedef struct _PO_FX_DEVICE_V1 {
    ULONG Version;
    ULONG ComponentCount;
    PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
    PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
    PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
    PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
    PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
    PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
    PVOID DeviceContext;
    PO_FX_COMPONENT_V1 Components[1];
} PO_FX_DEVICE_V1, *PPO_FX_DEVICE_V1;

/* The form with flags. */
typedef struct _PO_FX_DEVICE_V2 {
    ULONG Version;
    ULONGLONG Flags;
    PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
    PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
    PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
    PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
    PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
    PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
    PVOID DeviceContext;
    ULONG ComponentCount;
    PO_FX_COMPONENT_V2 Components[1];
} PO_FX_DEVICE_V2, *PPO_FX_DEVICE_V2;

/* The form with directed power management. */
typedef struct _PO_FX_DEVICE_V3 {
    ULONG Version;
    ULONGLONG Flags;
    PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
    PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
    PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
    PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
    PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
    PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
    PPO_FX_DIRECTED_POWER_UP_CALLBACK DirectedPowerUpCallback;
    PPO_FX_DIRECTED_POWER_DOWN_CALLBACK DirectedPowerDownCallback;
    ULONG DirectedFxTimeoutInSeconds;
    PVOID DeviceContext;
    ULONG ComponentCount;
    PO_FX_COMPONENT_V2 Components[1];
} PO_FX_DEVICE_V3, *PPO_FX_DEVICE_V3;

/* The names without a version. */
#if PO_FX_VERSION == PO_FX_VERSION_V1
typedef PO_FX_COMPONENT_V1 PO_FX_COMPONENT, *PPO_FX_COMPONENT;
typedef PO_FX_DEVICE_V1 PO_FX_DEVICE, *PPO_FX_DEVICE;
#elif PO_FX_VERSION == PO_FX_VERSION_V2
typedef PO_FX_COMPONENT_V2 PO_FX_COMPONENT, *PPO_FX_COMPONENT;
typedef PO_FX_DEVICE_V2 PO_FX_DEVICE, *PPO_FX_DEVICE;
#else
typedef PO_FX_COMPONENT_V2 PO_FX_COMPONENT, *PPO_FX_COMPONENT;
typedef PO_FX_DEVICE_V3 PO_FX_DEVICE, *PPO_FX_DEVICE;
#endif

/* What the value of a performance state measures. */
typedef enum _PO_FX_PERF_STATE_UNIT {
    PoFxPerfStateUnitOther,
    PoFxPerfStateUnitFrequency,
    PoFxPerfStateUnitBandwidth,
    PoFxPerfStateUnitMaximum,
} PO_FX_PERF_STATE_UNIT,
    *PPO_FX_PERF_STATE_UNIT;

/* Whether a set of performance states is a list or a range. */
typedef enum _PO_FX_PERF_STATE_TYPE {
    PoFxPerfStateTypeDiscrete,
    PoFxPerfStateTypeRange,
    PoFxPerfStateTypeMaximum,
} PO_FX_PERF_STATE_TYPE,
    *PPO_FX_PERF_STATE_TYPE;

/* One performance state: hertz, bits per second, or what the driver likes. */
typedef struct _PO_FX_PERF_STATE {
    ULONGLONG Value;
    PVOID Context;
} PO_FX_PERF_STATE, *PPO_FX_PERF_STATE;

/* One set of performance states of a component. */
typedef struct _PO_FX_COMPONENT_PERF_SET {
    UNICODE_STRING Name;
    ULONGLONG Flags;
    PO_FX_PERF_STATE_UNIT Unit;
    PO_FX_PERF_STATE_TYPE Type;
    _ANONYMOUS_UNION union {
        struct {
            ULONG Count;
            PPO_FX_PERF_STATE States;
        } Discrete;
        struct {
            ULONGLONG Minimum;
            ULONGLONG Maximum;
        } Range;
    } DUMMYUNIONNAME;
} PO_FX_COMPONENT_PERF_SET, *PPO_FX_COMPONENT_PERF_SET;

/* All sets of a component; PerfStateSets is the first of PerfStateSetsCount. */
typedef struct _PO_FX_COMPONENT_PERF_INFO {
    ULONG PerfStateSetsCount;
    PO_FX_COMPONENT_PERF_SET PerfStateSets[1];
} PO_FX_COMPONENT_PERF_INFO, *PPO_FX_COMPONENT_PERF_INFO;

/* A wished change: the set, and an index of its list or a value of its range. */
typedef struct _PO_FX_PERF_STATE_CHANGE {
    ULONG Set;
    _ANONYMOUS_UNION union {
        ULONG StateIndex;
        ULONGLONG StateValue;
    } DUMMYUNIONNAME;
} PO_FX_PERF_STATE_CHANGE, *PPO_FX_PERF_STATE_CHANGE;

#endif
