#include "loader/source_line.hpp"

namespace openwdf::loader {

std::vector<SourceLine> find_source_frames(const Module& module, const void* return_address)
{
    if (!module.contains(return_address))
        return {};
    // The call instruction ends where it returns to; the next line may begin there.
    const auto call = reinterpret_cast<std::uintptr_t>(return_address) - 1;
    return module.file().debug_info().frames_at(call - module.base());
}

std::optional<SourceLine> find_source_line(const Module& module, const void* return_address)
{
    auto frames = find_source_frames(module, return_address);
    if (frames.empty())
        return std::nullopt;
    return std::move(frames.front());
}

} // namespace openwdf::loader
