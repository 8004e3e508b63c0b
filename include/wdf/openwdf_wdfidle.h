/* Power references of a device with and without a tag. Hand-written; wdfdevice.h ends with it. */
#ifndef OPENWDF_WDFIDLE_H
#define OPENWDF_WDFIDLE_H

#ifndef OPENWDF_RUNTIME

/* Keeps the device in D0, and lets it sleep again: one resume for each stop that succeeded. The tag
 * tells uses apart in reports and must be the same for both; file and line of the driver are added.
 * Statuses are those of WdfDeviceStopIdleActual.
 *   IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL when waiting for D0
 *   Documented: wdfdevice/nf-wdfdevice-wdfdevicestopidle and neighbours */
#define WdfDeviceStopIdle(device, wait_for_d0) WdfDeviceStopIdleWithTag(device, wait_for_d0, NULL)
#define WdfDeviceStopIdleWithTag(device, wait_for_d0, tag)                                         \
    WdfDeviceStopIdleActual(device, wait_for_d0, tag, __LINE__, __FILE__)
#define WdfDeviceResumeIdle(device) WdfDeviceResumeIdleWithTag(device, NULL)
#define WdfDeviceResumeIdleWithTag(device, tag)                                                    \
    WdfDeviceResumeIdleActual(device, tag, __LINE__, __FILE__)

#endif /* OPENWDF_RUNTIME */

#endif /* OPENWDF_WDFIDLE_H */
