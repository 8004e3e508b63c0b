/* The control device that each benchmark driver has. */
#ifndef OPENWDF_BENCH_DEVICE_H
#define OPENWDF_BENCH_DEVICE_H

#include <ntddk.h>
#include <wdf.h>

/* \Device\Bench and \DosDevices\Bench, with a default queue for `EvtIoDeviceControl`. The device is
 * not reachable before WdfControlFinishInitializing. */
NTSTATUS BenchCreateDevice(WDFDRIVER Driver, WDF_IO_QUEUE_DISPATCH_TYPE Dispatch,
                           PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl,
                           WDFDEVICE* Device);

#endif
