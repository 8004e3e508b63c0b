// Result<T>: a value, or the NTSTATUS that says why there is none. For expected failures only;
// a driver's broken contract is a report or bug check, our own defect is a CHECK.
#pragma once

#include "base/check.hpp"
#include "base/status.hpp"

#include <optional>
#include <utility>

namespace openwdf::base {

// The failing half of a Result, so that `return Failure{status}` converts to any Result<T>.
struct Failure {
    Status status;
};

template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Failure failure) : status_(failure.status) { CHECK(!succeeded(failure.status)); }

    bool ok() const { return value_.has_value(); }
    Status status() const { return status_; }

    T& value()
    {
        CHECK(ok());
        return *value_;
    }
    T take()
    {
        CHECK(ok());
        return std::move(*value_);
    }

private:
    std::optional<T> value_;
    Status status_ = k_status_success;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Failure failure) : status_(failure.status) { CHECK(!succeeded(failure.status)); }

    bool ok() const { return succeeded(status_); }
    Status status() const { return status_; }
    void take() const { CHECK(ok()); }

private:
    Status status_ = k_status_success;
};

} // namespace openwdf::base

// TRY(expression): the value of a Result, or return its status from the enclosing function.
#define TRY(expression)                                                                            \
    (__extension__({                                                                               \
        auto try_result = (expression);                                                            \
        if (!try_result.ok()) [[unlikely]]                                                         \
            return ::openwdf::base::Failure{try_result.status()};                                  \
        try_result.take();                                                                         \
    }))
