// The one generator of the simulated world (xoshiro256**, seeded by splitmix64). Written out
// because a seed must mean the same on every compiler and library; std:: distributions do not.
#pragma once

#include <array>
#include <cstdint>

namespace openwdf::base {

class Random {
public:
    explicit Random(std::uint64_t seed)
    {
        for (auto& word : state_)
            word = split_mix(seed);
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    // Uniform enough below `bound` for scheduling choices (multiply-shift); bound > 0.
    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }

    // True for so many of a thousand draws.
    bool happens(std::uint32_t per_mille)
    {
        constexpr std::uint32_t k_mille = 1000;
        return below(k_mille) < per_mille;
    }

private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

    static std::uint64_t split_mix(std::uint64_t& seed)
    {
        std::uint64_t z = (seed += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

    std::array<std::uint64_t, 4> state_;
};

} // namespace openwdf::base
