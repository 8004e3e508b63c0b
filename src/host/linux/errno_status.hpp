// errno of a failed open as NTSTATUS (N159). Only open needs it down here: transfers report
// negative errno, which the backend maps. The numbers are ntstatus.h's; host may not include it.
#pragma once

#include "base/status.hpp"

#include <cerrno>
#include <cstdint>

namespace openwdf::host {

inline constexpr auto k_status_unsuccessful = static_cast<base::Status>(0xC0000001U);
inline constexpr auto k_status_invalid_parameter = static_cast<base::Status>(0xC000000DU);
inline constexpr auto k_status_no_such_device = static_cast<base::Status>(0xC000000EU);
inline constexpr auto k_status_access_denied = static_cast<base::Status>(0xC0000022U);
inline constexpr auto k_status_object_name_not_found = static_cast<base::Status>(0xC0000034U);
inline constexpr auto k_status_sharing_violation = static_cast<base::Status>(0xC0000043U);
inline constexpr auto k_status_insufficient_resources = static_cast<base::Status>(0xC000009AU);
inline constexpr auto k_status_media_write_protected = static_cast<base::Status>(0xC00000A2U);
inline constexpr auto k_status_file_is_a_directory = static_cast<base::Status>(0xC00000BAU);

constexpr base::Status open_status(int error)
{
    switch (error) {
    case ENOENT: return k_status_object_name_not_found;
    case EACCES:
    case EPERM: return k_status_access_denied;
    case EBUSY: return k_status_sharing_violation;
    case ENOMEM: return k_status_insufficient_resources;
    case EINVAL: return k_status_invalid_parameter;
    case EISDIR: return k_status_file_is_a_directory;
    case ENXIO:
    case ENODEV: return k_status_no_such_device;
    case EROFS: return k_status_media_write_protected;
    default: return k_status_unsuccessful;
    }
}

} // namespace openwdf::host
