#include "client/path.hpp"

#include "base/utf.hpp"

namespace openwdf::client {

std::u16string nt_path(std::string_view name)
{
    if (name.starts_with("\\\\.\\") || name.starts_with("\\\\?\\"))
        return u"\\??\\" + base::to_utf16(name.substr(4));
    return base::to_utf16(name);
}

} // namespace openwdf::client
