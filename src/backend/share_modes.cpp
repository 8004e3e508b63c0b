#include "backend/share_modes.hpp"

#include <mutex>

namespace openwdf::backend {

namespace {

bool counts(const FILE_OBJECT& file)
{
    return file.ReadAccess || file.WriteAccess || file.DeleteAccess;
}

} // namespace

bool ShareModes::try_open(const FILE_OBJECT& file)
{
    if (!counts(file))
        return true;
    std::lock_guard guard(lock_);
    const auto conflicts = [&](const Count& count, BOOLEAN wants, BOOLEAN shares) {
        return (wants && count.sharing < open_) || (count.having != 0 && !shares);
    };
    if (conflicts(read_, file.ReadAccess, file.SharedRead) ||
        conflicts(write_, file.WriteAccess, file.SharedWrite) ||
        conflicts(delete_, file.DeleteAccess, file.SharedDelete))
        return false;
    const auto add = [](Count& count, BOOLEAN has, BOOLEAN shares) {
        count.having += has ? 1 : 0;
        count.sharing += shares ? 1 : 0;
    };
    ++open_;
    add(read_, file.ReadAccess, file.SharedRead);
    add(write_, file.WriteAccess, file.SharedWrite);
    add(delete_, file.DeleteAccess, file.SharedDelete);
    return true;
}

void ShareModes::close(const FILE_OBJECT& file)
{
    if (!counts(file))
        return;
    std::lock_guard guard(lock_);
    const auto remove = [](Count& count, BOOLEAN had, BOOLEAN shared) {
        count.having -= had ? 1 : 0;
        count.sharing -= shared ? 1 : 0;
    };
    --open_;
    remove(read_, file.ReadAccess, file.SharedRead);
    remove(write_, file.WriteAccess, file.SharedWrite);
    remove(delete_, file.DeleteAccess, file.SharedDelete);
}

} // namespace openwdf::backend
