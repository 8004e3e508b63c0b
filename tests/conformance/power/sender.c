/* Sends reads to the devices of power.c and passive.c through a target without a file, so that no
 * handle holds their removal off. */
#include "power.h"
#include "sent.h"

#define SENT_MAX 5

static WDFIOTARGET g_target;
static SENT g_sent[SENT_MAX];
static ULONG g_count;

static WDFIOTARGET UseDevice(PSCENARIO Scenario, const WCHAR* Name)
{
    const WDFIOTARGET byName = OpenTarget(Scenario, Name);
    const WDFIOTARGET target = MakeTarget(Scenario);
    WDF_IO_TARGET_OPEN_PARAMS params;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params,
                                                   WdfIoTargetWdmGetTargetDeviceObject(byName));
    EXPECT_STATUS(WdfIoTargetOpen(target, &params), STATUS_SUCCESS);
    WdfObjectDelete(byName);
    return target;
}

static VOID SendOne(PSCENARIO Scenario, ULONG Offset)
{
    if (g_target == NULL)
        g_target = UseDevice(Scenario, L"\\Device\\Power");
    MakeSent(&g_sent[g_count], g_target);
    SendRead(&g_sent[g_count], Offset, NULL);
    ++g_count;
}

SCENARIO(SendsReads)
{
    ULONG offset;

    for (offset = POWER_COMPLETES; offset <= POWER_LATER; ++offset)
        SendOne(Scenario, offset);
    return STATUS_SUCCESS;
}

SCENARIO(SendsOneThatStays)
{
    SendOne(Scenario, POWER_NEVER);
    return STATUS_SUCCESS;
}

SCENARIO(SendsMarked)
{
    SendOne(Scenario, POWER_MARKED);
    return STATUS_SUCCESS;
}

SCENARIO(SendsTooEarly)
{
    SendOne(Scenario, POWER_TOO_EARLY);
    return STATUS_SUCCESS;
}

SCENARIO(TellsHowTheyEnded)
{
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < g_count; ++i) {
        EXPECT_EQ(g_sent[i].Calls, 1);
        NOTE("%08x\n", g_sent[i].Status);
        DeleteSent(&g_sent[i]);
    }
    WdfObjectDelete(g_target);
    return STATUS_SUCCESS;
}

SCENARIO(ReadsAtDispatchLevel)
{
    const WDFIOTARGET target = UseDevice(Scenario, L"\\Device\\Passive");
    KIRQL irql;
    SENT sent;

    MakeSent(&sent, target);
    FormatRead(&sent, PASSIVE_READS);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectNotEnded(&sent);
    KeLowerIrql(irql);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(CancelsAtDispatchLevel)
{
    const WDFIOTARGET target = UseDevice(Scenario, L"\\Device\\Passive");
    KIRQL irql;
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, PASSIVE_CANCELS, NULL);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectNotEnded(&sent);
    KeLowerIrql(irql);
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(POWER_SCENARIOS)
