// The driver compile contract as command line arguments. Its one source is
// cmake/OpenWDFDriverContract.cmake; the build passes its lists to driver_contract.cpp.
#pragma once

#include "build/compiler.hpp"
#include "build/driver_project.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace openwdf::build {

// Our header folders in the contract's order. `root` holds crt, shared, wdf, km and um.
std::vector<std::filesystem::path> contract_folders(const std::filesystem::path& root,
                                                    Framework framework);

// Flags, definitions and the framework's version; neither folders nor the file.
std::vector<std::string> contract_arguments(const DriverProject& project, const Compiler& compiler,
                                            bool is_cxx);

} // namespace openwdf::build
