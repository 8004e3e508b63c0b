// Names as an application writes them.
#pragma once

#include <string>
#include <string_view>

namespace openwdf::client {

// "\\.\X" and "\\?\X" -> "\??\X"; NT paths ("\Device\X") stay as they are.
std::u16string nt_path(std::string_view name);

} // namespace openwdf::client
