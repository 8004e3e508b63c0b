/* OpenWDF: of the sensor classes for applications, what drivers use: the simple orientations. */
#ifndef _WINDOWS_DEVICES_SENSORS_H_
#define _WINDOWS_DEVICES_SENSORS_H_

#ifdef __cplusplus
/* How a device lies or stands. */
namespace ABI {
namespace Windows {
namespace Devices {
namespace Sensors {

enum SimpleOrientation : int {
    SimpleOrientation_NotRotated = 0,
    SimpleOrientation_Rotated90DegreesCounterclockwise = 1,
    SimpleOrientation_Rotated180DegreesCounterclockwise = 2,
    SimpleOrientation_Rotated270DegreesCounterclockwise = 3,
    SimpleOrientation_Faceup = 4,
    SimpleOrientation_Facedown = 5,
};

} // namespace Sensors
} // namespace Devices
} // namespace Windows
} // namespace ABI
#endif

#endif
