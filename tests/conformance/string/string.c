/* WDFSTRING: what the pages of wdfstring.h promise. */
#include "scenario.h"

#include "string_scenarios.h"

SCENARIO(TheTextIsCopiedAndTerminated)
{
    WCHAR text[] = L"OpenWDF";
    UNICODE_STRING source;
    UNICODE_STRING copy;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFSTRING string = NULL;

    RtlInitUnicodeString(&source, text);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Scenario->Device;
    EXPECT_STATUS(WdfStringCreate(&source, &attributes, &string), STATUS_SUCCESS);
    text[0] = L'X';
    WdfStringGetUnicodeString(string, &copy);
    EXPECT_EQ(copy.Length, 7 * sizeof(WCHAR));
    EXPECT_EQ(copy.MaximumLength, 8 * sizeof(WCHAR));
    EXPECT(copy.Buffer != text);
    EXPECT_EQ(copy.Buffer[0], L'O');
    EXPECT_EQ(copy.Buffer[6], L'F');
    EXPECT_EQ(copy.Buffer[7], 0);
    WdfObjectDelete(string);
    return STATUS_SUCCESS;
}

SCENARIO(WithoutTextItIsEmpty)
{
    UNICODE_STRING text;
    WDFSTRING string = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfStringCreate(NULL, WDF_NO_OBJECT_ATTRIBUTES, &string), STATUS_SUCCESS);
    WdfStringGetUnicodeString(string, &text);
    EXPECT_EQ(text.Length, 0);
    EXPECT_EQ(text.MaximumLength, 0);
    EXPECT_EQ(text.Buffer, NULL);
    return STATUS_SUCCESS;
}

static NTSTATUS Create(USHORT Length, USHORT MaximumLength, PWSTR Buffer)
{
    UNICODE_STRING text;
    WDFSTRING string = (WDFSTRING)1;
    NTSTATUS status;

    text.Length = Length;
    text.MaximumLength = MaximumLength;
    text.Buffer = Buffer;
    status = WdfStringCreate(&text, WDF_NO_OBJECT_ATTRIBUTES, &string);
    if (!NT_SUCCESS(status))
        EXPECT_EQ(string, NULL);
    return status;
}

SCENARIO(ContradictionsAreRefused)
{
    WCHAR text[8] = L"1234567";

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(Create(3, 16, text), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(Create(2, 15, text), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(Create(4, 2, text), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(Create(0, 2, NULL), STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(Create(0, 0, NULL), STATUS_SUCCESS);
    EXPECT_STATUS(Create(4, 4, text), STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

SCENARIO(TooLongIsAnOverflow)
{
    PWSTR text = ExAllocatePool2(POOL_FLAG_PAGED, 65536, 'txeT');

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(Create(65532, 65532, text), STATUS_SUCCESS);
    EXPECT_STATUS(Create(65534, 65534, text), STATUS_INTEGER_OVERFLOW);
    ExFreePoolWithTag(text, 'txeT');
    return STATUS_SUCCESS;
}

SCENARIO(AbovePassiveItIsRefused)
{
    WDFSTRING string = (WDFSTRING)1;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Scenario);
    KeRaiseIrql(APC_LEVEL, &irql);
    EXPECT_STATUS(WdfStringCreate(NULL, WDF_NO_OBJECT_ATTRIBUTES, &string),
                  STATUS_INVALID_DEVICE_REQUEST);
    KeLowerIrql(irql);
    EXPECT_EQ(string, NULL);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(STRING_SCENARIOS)
