// A fiber's stack: mapped memory over a guard page, kept for the next fiber when it is given back.
#pragma once

#include <cstddef>

namespace openwdf::exec {

class Stack {
public:
    // Takes a kept stack of this OS thread, or maps one.
    static Stack take();

    Stack() = default;
    Stack(Stack&& other) noexcept : bottom_(other.bottom_) { other.bottom_ = nullptr; }
    Stack& operator=(Stack&&) = delete;
    ~Stack();

    std::byte* bottom() const { return bottom_; }
    std::byte* top() const { return bottom_ + size(); }
    // Whether `address` is in the guard page. False without a stack.
    bool guards(const void* address) const;
    // Without the guard page.
    static std::size_t size();

private:
    explicit Stack(std::byte* bottom) : bottom_(bottom) {}

    std::byte* bottom_ = nullptr;
};

} // namespace openwdf::exec
