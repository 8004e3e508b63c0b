#include "client/file.hpp"

#include "client/path.hpp"

#include <limits>

namespace openwdf::client {

namespace {

constexpr auto k_status_invalid_handle = static_cast<base::Status>(0xC0000008U);
constexpr auto k_status_invalid_parameter = static_cast<base::Status>(0xC000000DU);
constexpr auto k_status_object_name_invalid = static_cast<base::Status>(0xC0000033U);

// Lengths are 32 bits on the other side (N1).
bool fits(std::size_t length)
{
    return length <= std::numeric_limits<std::uint32_t>::max();
}

} // namespace

base::Result<File> File::open(nt::Executive& executive, std::string_view name)
{
    const std::u16string path = nt_path(name);
    if (path.empty() || path.front() != u'\\')
        return base::Failure{k_status_object_name_invalid};
    return File(*TRY(nt::io::consumer_open(executive, path, true, true)));
}

nt::io::IoResult File::read(std::span<std::byte> buffer, std::int64_t offset)
{
    if (file_ == nullptr)
        return {k_status_invalid_handle, 0};
    if (!fits(buffer.size()))
        return {k_status_invalid_parameter, 0};
    return nt::io::consumer_read(*file_, buffer.data(), static_cast<std::uint32_t>(buffer.size()),
                                 offset);
}

nt::io::IoResult File::write(std::span<const std::byte> buffer, std::int64_t offset)
{
    if (file_ == nullptr)
        return {k_status_invalid_handle, 0};
    if (!fits(buffer.size()))
        return {k_status_invalid_parameter, 0};
    return nt::io::consumer_write(*file_, buffer.data(), static_cast<std::uint32_t>(buffer.size()),
                                  offset);
}

nt::io::IoResult File::ioctl(std::uint32_t code, std::span<const std::byte> input,
                             std::span<std::byte> output)
{
    if (file_ == nullptr)
        return {k_status_invalid_handle, 0};
    if (!fits(input.size()) || !fits(output.size()))
        return {k_status_invalid_parameter, 0};
    return nt::io::consumer_ioctl(*file_, code, input.data(),
                                  static_cast<std::uint32_t>(input.size()), output.data(),
                                  static_cast<std::uint32_t>(output.size()));
}

unsigned File::cancel()
{
    return file_ == nullptr ? 0 : nt::io::consumer_cancel(*file_);
}

void File::close()
{
    if (_FILE_OBJECT* file = std::exchange(file_, nullptr))
        nt::io::consumer_close(*file);
}

} // namespace openwdf::client
