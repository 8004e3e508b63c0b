// Driver modules of this process: who uses which instance.
//
// The cache is the documented exception to "no process-wide state": the dynamic linker's list of
// loaded objects is process-wide itself, modules are never unloaded, and two machines that both
// believed to own one mapping would share a driver's variables.
//
// Thread rules: everything here may be called from any thread. One mutex guards the list of
// modules; constructors of a driver run under it while it is loaded. find_module() takes no lock.
#pragma once

#include "base/result.hpp"
#include "loader/module.hpp"

#include <string>
#include <utility>

namespace openwdf::loader {

// The right to run one instance of a driver, held by one machine. Returning it (destruction)
// restores the module's variables: no driver code may run in it any more.
class [[nodiscard]] Lease {
public:
    Lease(Lease&& other) noexcept : module_(std::exchange(other.module_, nullptr)) {}
    Lease& operator=(Lease&& other) noexcept
    {
        std::swap(module_, other.module_);
        return *this;
    }
    ~Lease();

    Module& module() const { return *module_; }
    Module* operator->() const { return module_; }

    // Gives the instance up for good: a quarantined thread may still run in it.
    void abandon() { module_ = nullptr; }

private:
    friend class ModuleCache;
    explicit Lease(Module& module) : module_(&module) {}

    Module* module_;
};

// An instance of the driver at `path` that nobody else uses: the file itself the first time, a
// returned instance, or else a private copy with variables of its own. A file that changed on disk
// is loaded anew. On failure `message` names the path and says what to do.
base::Result<Lease> acquire(const std::string& path, std::string& message);

// The module whose code or data lies at `address`, leased or not; nullptr if it is no driver's.
const Module* find_module(const void* address);

} // namespace openwdf::loader
