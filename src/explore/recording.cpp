#include "explore/recording.hpp"

namespace openwdf::explore {

// FNV-1a over whole words, with a final spread of each.
void Recording::mix(std::uint64_t value)
{
    fingerprint_ = (fingerprint_ ^ value) * 0x100000001B3U;
    fingerprint_ ^= fingerprint_ >> 29;
}

std::uint32_t Recording::choose(const exec::Decision& decision)
{
    const std::uint32_t pick = chooser_.choose(decision);
    picks_.push_back(pick);
    mix(static_cast<std::uint64_t>(decision.point));
    for (const char* letter = decision.name; *letter != '\0'; ++letter)
        mix(static_cast<unsigned char>(*letter));
    mix(decision.thread);
    for (const std::uint32_t candidate : decision.candidates)
        mix(candidate);
    mix(pick);
    return pick;
}

} // namespace openwdf::explore
