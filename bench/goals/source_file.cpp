#include "goals/source_file.hpp"

#include "drivers/bench_ioctl.h"
#include "goals/fail.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <vector>

namespace openwdf::bench {

namespace {

constexpr std::uint64_t k_chunk_bytes = 1U << 20;

std::string mebibytes(const char* verb, std::uint64_t done, std::uint64_t all)
{
    return fmt::format("{} {} of {} MiB", verb, done >> 20, all >> 20);
}

void fill(std::vector<std::uint64_t>& chunk, std::uint64_t& random)
{
    for (std::uint64_t& word : chunk)
        word = bench_next(&random);
}

void write_file(const std::string& path, std::uint64_t bytes, Progress& progress)
{
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    std::vector<std::uint64_t> chunk(k_chunk_bytes / sizeof(std::uint64_t));
    std::uint64_t random = 1;
    for (std::uint64_t done = 0; done < bytes; done += k_chunk_bytes) {
        fill(chunk, random);
        if (::write(file.get(), chunk.data(), k_chunk_bytes) != static_cast<ssize_t>(k_chunk_bytes))
            fail(fmt::format("{}: {}", path, std::strerror(errno)));
        progress.detail(mebibytes("writing", done, bytes));
    }
}

} // namespace

Descriptor::Descriptor(const std::string& path, int flags)
    : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644))
{
    if (descriptor_ < 0)
        fail(fmt::format("{}: {}", path, std::strerror(errno)));
}

Descriptor::~Descriptor()
{
    ::close(descriptor_);
}

void make_source_file(const Settings& settings, Progress& progress)
{
    std::error_code error;
    const std::string path = settings.file_path();
    if (std::filesystem::file_size(path, error) == settings.file_bytes && !error)
        return;
    std::filesystem::create_directories(settings.directory, error);
    progress.step(fmt::format("making {} ({} MiB)", path, settings.file_bytes >> 20));
    const std::string unfinished = fmt::format("{}.{}", path, ::getpid());
    write_file(unfinished, settings.file_bytes, progress);
    std::filesystem::rename(unfinished, path, error);
    if (error)
        fail(fmt::format("{}: {}", path, error.message()));
}

void warm_source_file(const Settings& settings, Progress& progress)
{
    const Descriptor file(settings.file_path(), O_RDONLY);
    std::vector<char> chunk(k_chunk_bytes);
    for (std::uint64_t done = 0; done < settings.file_bytes; done += k_chunk_bytes) {
        if (::read(file.get(), chunk.data(), chunk.size()) != static_cast<ssize_t>(k_chunk_bytes))
            fail(fmt::format("{}: {}", settings.file_path(), std::strerror(errno)));
        progress.detail(mebibytes("reading", done, settings.file_bytes));
    }
}

} // namespace openwdf::bench
