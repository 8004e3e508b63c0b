#include "loader/module_cache.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

namespace openwdf::loader {

namespace {

// Each private copy holds a descriptor and its mapping until the process ends.
constexpr std::size_t k_modules_max = 1024;

// A copy of the file in memory, under a name the dynamic linker has never seen. The descriptor
// stays open for ever: a second file under the same /proc name would be taken for the first. The
// process id instead of "self" lets debuggers and symbolizers open the name too.
base::Result<std::string> make_private_copy(const ImageFile& file, std::string& message)
{
    const int copy = memfd_create(file.path().substr(0, 200).c_str(), MFD_CLOEXEC);
    off_t offset = 0;
    ssize_t sent = copy < 0 ? -1 : 1;
    while (sent > 0)
        sent = sendfile(copy, file.descriptor(), &offset, file.identity().size);
    if (sent < 0 || static_cast<std::uint64_t>(offset) != file.identity().size) {
        message = "cannot load driver '" + file.path() +
                  "' a second time: copying it to memory failed: " + std::strerror(errno);
        if (copy >= 0)
            close(copy);
        return base::Failure{k_status_unable_to_load};
    }
    return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(copy);
}

struct Instance {
    std::unique_ptr<Module> module;
    bool leased;
};

// Modules by address, immutable once published: readers need no lock.
using Index = std::vector<const Module*>;

} // namespace

class ModuleCache {
public:
    // Never destroyed: driver threads and leases may outlive static destruction.
    static ModuleCache& process()
    {
        static auto* const cache = new ModuleCache;
        return *cache;
    }

    base::Result<Lease> acquire(const std::string& path, std::string& message)
    {
        const std::lock_guard guard(mutex_);
        auto file = TRY(current_file(path, message));
        if (Module* idle = take_idle(*file))
            return Lease(*idle);
        return Lease(*TRY(load(std::move(file), message)));
    }

    void release(Module& module)
    {
        module.restore();
        const std::lock_guard guard(mutex_);
        for (Instance& instance : instances_) {
            if (instance.module.get() == &module)
                instance.leased = false;
        }
    }

    const Module* find(const void* address) const
    {
        const Index* index = index_.load(std::memory_order_acquire);
        if (index == nullptr)
            return nullptr;
        const auto after = std::upper_bound(index->begin(), index->end(),
                                            reinterpret_cast<std::uintptr_t>(address),
                                            [](std::uintptr_t value, const Module* module) {
                                                return value < module->span().begin;
                                            });
        if (after == index->begin() || !(*std::prev(after))->contains(address))
            return nullptr;
        return *std::prev(after);
    }

private:
    base::Result<std::shared_ptr<const ImageFile>> current_file(const std::string& path,
                                                                std::string& message);
    base::Result<Module*> load(std::shared_ptr<const ImageFile> file, std::string& message);
    bool is_loaded(void* handle) const;
    void publish();

    Module* take_idle(const ImageFile& file)
    {
        for (Instance& instance : instances_) {
            if (!instance.leased && &instance.module->file() == &file) {
                instance.leased = true;
                return instance.module.get();
            }
        }
        return nullptr;
    }

    std::mutex mutex_;
    std::vector<std::shared_ptr<const ImageFile>> files_;
    std::vector<Instance> instances_;
    std::vector<std::unique_ptr<const Index>> published_; // old ones may still be read
    std::atomic<const Index*> index_{nullptr};
};

// The known version of the file when it has not changed, else a newly opened one. A known inode
// number cannot come back for another file: the descriptor of its ImageFile keeps it taken.
base::Result<std::shared_ptr<const ImageFile>> ModuleCache::current_file(const std::string& path,
                                                                         std::string& message)
{
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) {
        for (const auto& known : files_) {
            if (known->identity() == FileIdentity::of(status))
                return known;
        }
    }
    return ImageFile::open(path, message);
}

bool ModuleCache::is_loaded(void* handle) const
{
    return std::any_of(instances_.begin(), instances_.end(), [&](const Instance& instance) {
        return instance.module->handle() == handle;
    });
}

base::Result<Module*> ModuleCache::load(std::shared_ptr<const ImageFile> file, std::string& message)
{
    if (instances_.size() >= k_modules_max) {
        message = "cannot load driver '" + file->path() + "': this process already holds " +
                  std::to_string(k_modules_max) + " driver modules";
        return base::Failure{k_status_too_many};
    }
    void* handle = TRY(Module::map(*file, file->path(), message));
    // The dynamic linker knows objects by name and by inode: it answers with the mapping somebody
    // uses, or with the one of an older version of the file.
    if (is_loaded(handle)) {
        const std::string copy = TRY(make_private_copy(*file, message));
        handle = TRY(Module::map(*file, copy, message));
        CHECK(!is_loaded(handle));
    }
    auto module = std::make_unique<Module>(file, handle);
    Module* const loaded = module.get();
    if (std::find(files_.begin(), files_.end(), file) == files_.end())
        files_.push_back(std::move(file));
    instances_.push_back({std::move(module), true});
    publish();
    return loaded;
}

void ModuleCache::publish()
{
    auto index = std::make_unique<Index>();
    for (const Instance& instance : instances_)
        index->push_back(instance.module.get());
    std::sort(index->begin(), index->end(), [](const Module* left, const Module* right) {
        return left->span().begin < right->span().begin;
    });
    index_.store(index.get(), std::memory_order_release);
    published_.push_back(std::move(index));
}

Lease::~Lease()
{
    if (module_ != nullptr)
        ModuleCache::process().release(*module_);
}

base::Result<Lease> acquire(const std::string& path, std::string& message)
{
    return ModuleCache::process().acquire(path, message);
}

const Module* find_module(const void* address)
{
    return ModuleCache::process().find(address);
}

} // namespace openwdf::loader
