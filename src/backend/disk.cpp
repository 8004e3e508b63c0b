#include "backend/disk.hpp"

#include <fmt/format.h>

#include <bit>

namespace openwdf::backend {

NTSTATUS Disk::check(const TransferParameters& transfer, bool is_write) const
{
    if (is_write && read_only)
        return STATUS_MEDIA_WRITE_PROTECTED; // N155
    if (transfer.offset < 0)
        return STATUS_INVALID_PARAMETER;
    const auto offset = static_cast<std::uint64_t>(transfer.offset);
    if (offset % sector_bytes != 0 || transfer.length % sector_bytes != 0)
        return STATUS_INVALID_PARAMETER; // N153
    if (offset > size_bytes || transfer.length > size_bytes - offset)
        return STATUS_INVALID_PARAMETER; // N154
    return STATUS_SUCCESS;
}

Outcome<std::uint32_t> sector_option(const Uri& uri, std::uint32_t otherwise)
{
    constexpr std::uint64_t k_sector_bytes_max = 4096;
    const std::string* value = uri.option("sector");
    if (value == nullptr)
        return otherwise;
    std::uint64_t bytes = 0;
    if (!parse_size(*value, bytes) || !std::has_single_bit(bytes) || bytes > k_sector_bytes_max)
        return uri.error(fmt::format("sector='{}' is no power of two up to 4096", *value));
    return static_cast<std::uint32_t>(bytes);
}

} // namespace openwdf::backend
