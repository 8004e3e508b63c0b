// Results of the harness. A test wants to see the status and a sentence, not an exception.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace openwdf {

// NT_SUCCESS.
constexpr bool nt_success(std::int32_t status)
{
    return status >= 0;
}

// STATUS_SYSTEM_SHUTDOWN: what every call answers on a machine that a bug check stopped.
inline constexpr std::int32_t k_machine_stopped = static_cast<std::int32_t>(0xC00002EB);

// "STATUS_END_OF_FILE (0xC0000011)"; the bare number for an unknown one.
std::string status_name(std::int32_t status);

struct IoResult {
    std::int32_t status = 0;
    std::uint64_t information = 0; // IoStatus.Information: usually bytes moved

    bool ok() const { return nt_success(status); }
    bool operator==(const IoResult&) const = default;
};

struct Error {
    std::int32_t status = 0;
    std::string message; // what failed, why, what to do
};

// A value, or an Error. value() of a failed outcome prints the message and aborts the test
// program; check ok() first where failure is expected.
template <class T> class [[nodiscard]] Outcome {
public:
    Outcome(T value) : value_(std::move(value)) {}
    Outcome(Error error) : error_(std::move(error)) {}

    bool ok() const { return value_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return error_; }
    std::int32_t status() const { return ok() ? 0 : error_.status; }

    T value() &&
    {
        require();
        return std::move(*value_);
    }
    T& value() &
    {
        require();
        return *value_;
    }

private:
    void require() const
    {
        if (ok())
            return;
        std::fprintf(stderr, "openwdf: %s\n", error_.message.c_str());
        std::abort();
    }

    std::optional<T> value_;
    Error error_;
};

template <> class [[nodiscard]] Outcome<void> {
public:
    Outcome() = default;
    Outcome(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return *error_; }
    std::int32_t status() const { return ok() ? 0 : error_->status; }
    void value() const
    {
        if (ok())
            return;
        std::fprintf(stderr, "openwdf: %s\n", error_->message.c_str());
        std::abort();
    }

private:
    std::optional<Error> error_;
};

} // namespace openwdf
