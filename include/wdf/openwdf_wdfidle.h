/* Power references of a device with and without a tag. Hand-written; wdfdevice.h ends with it. */
#ifndef OPENWDF_WDFIDLE_H
#define OPENWDF_WDFIDLE_H

#ifndef OPENWDF_RUNTIME

#define WdfDeviceStopIdle(device, wait_for_d0) WdfDeviceStopIdleWithTag(device, wait_for_d0, NULL)
#define WdfDeviceStopIdleWithTag(device, wait_for_d0, tag)                                         \
    WdfDeviceStopIdleActual(device, wait_for_d0, tag, __LINE__, __FILE__)
#define WdfDeviceResumeIdle(device) WdfDeviceResumeIdleWithTag(device, NULL)
#define WdfDeviceResumeIdleWithTag(device, tag)                                                    \
    WdfDeviceResumeIdleActual(device, tag, __LINE__, __FILE__)

#endif /* OPENWDF_RUNTIME */

#endif /* OPENWDF_WDFIDLE_H */
