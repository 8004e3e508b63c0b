// A driver image on disk: opened once per version of the file, checked before any of its code
// runs, shared by all instances loaded from it. The descriptor stays open, so that debug
// information and private copies come from the version that was loaded, not from a later build.
#pragma once

#include "base/result.hpp"
#include "loader/elf_view.hpp"
#include "loader/range.hpp"

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace openwdf::loader {

class DebugInfo;

inline constexpr base::Status k_status_not_found = static_cast<base::Status>(0xC0000034);
inline constexpr base::Status k_status_not_a_module = static_cast<base::Status>(0xC000007B);
inline constexpr base::Status k_status_wrong_contract = static_cast<base::Status>(0xC0000059);
inline constexpr base::Status k_status_unable_to_load = static_cast<base::Status>(0xC000026C);
inline constexpr base::Status k_status_too_many = static_cast<base::Status>(0xC000009A);

// Tells two versions of one file apart.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;

    static FileIdentity of(const struct stat& status);
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

class ImageFile {
public:
    // Opens and checks `path`. On failure `message` names the path and says what to do.
    static base::Result<std::shared_ptr<const ImageFile>> open(const std::string& path,
                                                               std::string& message);
    ~ImageFile();
    ImageFile(const ImageFile&) = delete;
    ImageFile& operator=(const ImageFile&) = delete;

    const std::string& path() const { return path_; } // absolute, without symbolic links
    const FileIdentity& identity() const { return identity_; }
    int descriptor() const { return descriptor_; }

    // Link-time addresses a restore must not write: counters of coverage, profile and sanitizer
    // runtimes, and what the dynamic linker filled in.
    const std::vector<Range>& kept() const { return kept_; }

    const DebugInfo& debug_info() const { return *debug_info_; }

private:
    ImageFile(std::string path, int descriptor);

    base::Result<void> inspect(std::string& message);
    base::Result<void> check_contract(const ElfView& elf, std::string& message) const;

    std::string path_;
    int descriptor_;
    FileIdentity identity_;
    std::vector<Range> kept_;
    std::unique_ptr<DebugInfo> debug_info_;
};

} // namespace openwdf::loader
