// One mapped instance of a driver image. Modules are loaded once and never unloaded while the
// process lives: unloading costs more than restoring, breaks coverage and leaks symbols.
#pragma once

#include "base/result.hpp"
#include "loader/image_file.hpp"
#include "loader/range.hpp"
#include "loader/snapshot.hpp"
#include "openwdf/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace openwdf::loader {

class Module {
public:
    // Maps `file` under the name `load_path` (its own path, or that of a private copy) and runs
    // its constructors. For an object it already knows by name or by inode the dynamic linker
    // answers with the handle it has; telling the two apart is the cache's work.
    static base::Result<void*> map(const ImageFile& file, const std::string& load_path,
                                   std::string& message);

    // Describes the instance behind `handle` and takes the snapshot of its variables.
    Module(std::shared_ptr<const ImageFile> file, void* handle);
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    // The driver file this instance came from, for a private copy too.
    const std::string& path() const { return file_->path(); }
    const ImageFile& file() const { return *file_; }

    // Difference between run-time and link-time addresses.
    std::uintptr_t base() const { return base_; }
    const Range& span() const { return span_; }
    bool contains(const void* address) const
    {
        return span_.contains(reinterpret_cast<std::uintptr_t>(address));
    }

    const openwdf_image& image() const { return *image_; }

    // Brings the module's variables back to what they were after its constructors ran, WdfFunctions
    // and WdfDriverGlobals included. No thread may run in the module. Not restored: memory the
    // constructors allocated, thread-local variables, counters of coverage and sanitizers.
    void restore() { snapshot_.restore(); }

    // What restore() writes.
    std::size_t segment_bytes() const { return snapshot_.bytes(); }

    // The dynamic linker's handle: equal for two modules exactly when they are one mapping.
    void* handle() const { return handle_; }

private:
    std::vector<Range> find_segments();

    std::shared_ptr<const ImageFile> file_;
    void* handle_;
    std::uintptr_t base_ = 0;
    Range span_;
    const openwdf_image* image_ = nullptr;
    Snapshot snapshot_;
};

} // namespace openwdf::loader
