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
inline constexpr auto k_status_io_timeout = static_cast<base::Status>(0xC00000B5U);
inline constexpr auto k_status_file_is_a_directory = static_cast<base::Status>(0xC00000BAU);
inline constexpr auto k_status_not_supported = static_cast<base::Status>(0xC00000BBU);
inline constexpr auto k_status_object_type_mismatch = static_cast<base::Status>(0xC0000024U);
inline constexpr auto k_status_name_too_long = static_cast<base::Status>(0xC0000106U);
inline constexpr auto k_status_address_already_exists = static_cast<base::Status>(0xC000020AU);
inline constexpr auto k_status_connection_refused = static_cast<base::Status>(0xC0000236U);

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
    case ENOTTY: return k_status_object_type_mismatch; // a path of the wrong kind
    case ENAMETOOLONG: return k_status_name_too_long;
    case ECONNREFUSED: return k_status_connection_refused;
    case EADDRINUSE: return k_status_address_already_exists;
    case ETIMEDOUT: return k_status_io_timeout;
    default: return k_status_unsuccessful;
    }
}

} // namespace openwdf::host
