#include "driver.tmh"
#include "LOG.h"
#include "SUB\Settings.h"
#include <NTDDK.H>
#include <Wdf.h>

// Begins with what only this project's settings make compile.
DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    Say(1, "answer %d", ANSWER);
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return SETTING == 7 ? LOG_STARTED : STATUS_UNSUCCESSFUL;
}
