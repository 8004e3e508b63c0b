// Intrusive priority queue: the front is the element that comes before all others. No allocation;
// push is O(1), removal from anywhere O(log n) on average. Elements that are equal in `before` come
// out in no particular order, so `before` has to break ties where order matters.
#pragma once

#include "base/check.hpp"

#include <utility>

namespace openwdf::base {

// `previous` is the parent of a first child, else the sibling before.
template <class T> struct HeapLink {
    T* child = nullptr;
    T* next = nullptr;
    T* previous = nullptr;
    bool listed = false;
};

template <class T, HeapLink<T> T::*link, bool (*before)(const T&, const T&)> class PairingHeap {
public:
    PairingHeap() = default;
    PairingHeap(const PairingHeap&) = delete;
    PairingHeap& operator=(const PairingHeap&) = delete;

    bool empty() const { return root_ == nullptr; }
    T* front() const { return root_; }

    void push(T& item)
    {
        CHECK(!(item.*link).listed);
        item.*link = HeapLink<T>{};
        (item.*link).listed = true;
        root_ = root_ == nullptr ? &item : meld(root_, &item);
    }

    // Precondition: `item` is in this heap.
    void remove(T& item)
    {
        CHECK((item.*link).listed);
        T* below = merge_siblings(std::exchange((item.*link).child, nullptr));
        if (&item == root_) {
            root_ = below;
        } else {
            cut(item);
            if (below != nullptr)
                root_ = meld(root_, below);
        }
        item.*link = HeapLink<T>{};
    }

private:
    // Takes `item`, with everything below it, out from under its parent.
    static void cut(T& item)
    {
        HeapLink<T>& own = item.*link;
        HeapLink<T>& left = own.previous->*link;
        (left.child == &item ? left.child : left.next) = own.next;
        if (own.next != nullptr)
            (own.next->*link).previous = own.previous;
        own.next = own.previous = nullptr;
    }

    static T* meld(T* one, T* other)
    {
        if (before(*other, *one))
            std::swap(one, other);
        HeapLink<T>& top = one->*link;
        HeapLink<T>& lower = other->*link;
        lower.next = top.child;
        lower.previous = one;
        if (top.child != nullptr)
            (top.child->*link).previous = other;
        top.child = other;
        return one;
    }

    static T* alone(T* item)
    {
        (item->*link).next = (item->*link).previous = nullptr;
        return item;
    }

    // In pairs from the left, then the pairs from the right: what makes removal O(log n).
    static T* merge_siblings(T* first)
    {
        T* pairs = nullptr; // linked by `next`, the last pair first
        while (first != nullptr) {
            T* one = first;
            T* other = (one->*link).next;
            first = other == nullptr ? nullptr : (other->*link).next;
            T* pair = other == nullptr ? alone(one) : meld(alone(one), alone(other));
            (pair->*link).next = pairs;
            pairs = pair;
        }
        T* merged = nullptr;
        while (pairs != nullptr) {
            T* pair = pairs;
            pairs = (pair->*link).next;
            alone(pair);
            merged = merged == nullptr ? pair : meld(merged, pair);
        }
        return merged;
    }

    T* root_ = nullptr;
};

} // namespace openwdf::base
