// Intrusive doubly linked list. The element says where its link is: List<Waiter, &Waiter::link>.
// No allocation, O(1) removal, and a link destroyed while it is still listed is our defect.
#pragma once

#include "base/check.hpp"

#include <cstdint>

namespace openwdf::base {

struct Link {
    Link* next = nullptr;
    Link* previous = nullptr;

    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link() { CHECK(!listed()); }

    bool listed() const { return next != nullptr; }

    void unlink()
    {
        CHECK(listed());
        next->previous = previous;
        previous->next = next;
        next = previous = nullptr;
    }
};

template <class T, Link T::*member> class List {
public:
    List() { head_.next = head_.previous = &head_; }
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    ~List()
    {
        CHECK(empty());
        head_.next = head_.previous = nullptr;
    }

    bool empty() const { return head_.next == &head_; }
    void push_back(T& item) { insert_before(head_, item.*member); }
    void push_front(T& item) { insert_before(*head_.next, item.*member); }
    T* front() { return empty() ? nullptr : owner(head_.next); }
    const T* front() const { return empty() ? nullptr : owner(head_.next); }

    // The element after `item`, or nullptr at the end.
    T* after(T& item)
    {
        Link* next = (item.*member).next;
        return next == &head_ ? nullptr : owner(next);
    }

    const T* after(const T& item) const
    {
        Link* next = (item.*member).next;
        return next == &head_ ? nullptr : owner(next);
    }

    T* pop_back()
    {
        if (empty())
            return nullptr;
        T* item = owner(head_.previous);
        (item->*member).unlink();
        return item;
    }

    T* pop_front()
    {
        T* item = front();
        if (item != nullptr)
            (item->*member).unlink();
        return item;
    }

    static void remove(T& item) { (item.*member).unlink(); }
    // Puts `item` in front of `position`, which is listed here.
    static void insert_before(T& position, T& item)
    {
        insert_before(position.*member, item.*member);
    }

private:
    static void insert_before(Link& position, Link& link)
    {
        CHECK(!link.listed());
        link.next = &position;
        link.previous = position.previous;
        position.previous->next = &link;
        position.previous = &link;
    }

    // The offset is computed on an address that is never read, which the sanitizers cannot know.
    __attribute__((no_sanitize("undefined"))) static T* owner(Link* link)
    {
        constexpr std::uintptr_t k_probe = std::uintptr_t{1} << 20;
        const auto* probe = reinterpret_cast<const T*>(k_probe);
        const auto offset = reinterpret_cast<std::uintptr_t>(&(probe->*member)) - k_probe;
        return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(link) - offset);
    }

    Link head_;
};

} // namespace openwdf::base
