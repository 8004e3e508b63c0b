#include "exec/sim/stack.hpp"

#include "base/check.hpp"
#include "base/sanitizer.hpp"
#include "exec/sim/overflow.hpp"

#include <array>
#include <sys/mman.h>

namespace openwdf::exec {

namespace sanitizer = base::sanitizer;

namespace {

constexpr std::size_t k_page_bytes = 4096;
constexpr std::size_t k_kibibyte = 1024;
constexpr std::size_t k_stack_bytes = (sanitizer::k_large_frames ? 1024 : 256) * k_kibibyte;
constexpr std::size_t k_kept_max = 64;

std::byte* map_stack()
{
    constexpr int k_flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE;
    void* memory =
        ::mmap(nullptr, k_page_bytes + k_stack_bytes, PROT_READ | PROT_WRITE, k_flags, -1, 0);
    CHECK(memory != MAP_FAILED);
    CHECK(::mprotect(memory, k_page_bytes, PROT_NONE) == 0);
    watch_for_overflow();
    return static_cast<std::byte*>(memory) + k_page_bytes;
}

void unmap_stack(std::byte* bottom)
{
    CHECK(::munmap(bottom - k_page_bytes, k_page_bytes + k_stack_bytes) == 0);
}

// Mapping costs as much as a whole small simulated machine, and an exploration makes thousands of
// machines. The cache carries memory only, nothing that could make one run differ from another.
class StackCache {
public:
    ~StackCache()
    {
        while (count_ != 0)
            unmap_stack(kept_[--count_]);
    }
    std::byte* take() { return count_ != 0 ? kept_[--count_] : map_stack(); }
    void give(std::byte* bottom)
    {
        if (count_ == k_kept_max)
            unmap_stack(bottom);
        else
            kept_[count_++] = bottom;
    }

private:
    std::array<std::byte*, k_kept_max> kept_{};
    std::size_t count_ = 0;
};

thread_local StackCache t_stack_cache;

} // namespace

Stack Stack::take()
{
    std::byte* bottom = t_stack_cache.take();
    sanitizer::add_leak_roots(bottom, k_stack_bytes);
    return Stack(bottom);
}

Stack::~Stack()
{
    if (bottom_ == nullptr)
        return;
    sanitizer::forget_frames(bottom_, k_stack_bytes);
    sanitizer::remove_leak_roots(bottom_, k_stack_bytes);
    t_stack_cache.give(bottom_);
}

bool Stack::guards(const void* address) const
{
    const auto* place = static_cast<const std::byte*>(address);
    return bottom_ != nullptr && place >= bottom_ - k_page_bytes && place < bottom_;
}

std::size_t Stack::size()
{
    return k_stack_bytes;
}

} // namespace openwdf::exec
