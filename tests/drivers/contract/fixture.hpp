// Loads a fixture driver and runs its DriverEntry on a probe.
#pragma once

#include "loader/module_cache.hpp"
#include "probe.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace contract {

using Entry = std::int32_t (*)(void* driver_object, contract_probe* probe);

inline openwdf::loader::Lease load(const std::string& path)
{
    std::string message;
    auto lease = openwdf::loader::acquire(path, message);
    EXPECT_TRUE(lease.ok()) << message;
    return lease.take();
}

inline std::int32_t enter(const openwdf::loader::Module& module, contract_probe& probe)
{
    return reinterpret_cast<Entry>(module.image().driver_entry)(nullptr, &probe);
}

inline contract_probe run(const openwdf::loader::Module& module, int command = 0)
{
    contract_probe probe{};
    probe.command = command;
    EXPECT_EQ(enter(module, probe), 0);
    EXPECT_EQ(probe.failed_line, 0) << "the driver expected: " << probe.failed_text;
    return probe;
}

// Runs a driver that checks everything itself.
inline contract_probe run(const char* path)
{
    const auto lease = load(path);
    const contract_probe probe = run(lease.module());
    EXPECT_GT(probe.checks, 0);
    return probe;
}

} // namespace contract
