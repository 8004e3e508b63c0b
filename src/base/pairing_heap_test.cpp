#include "base/pairing_heap.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace openwdf::base {
namespace {

struct Item {
    int key = 0;
    HeapLink<Item> link;
};

bool before(const Item& one, const Item& other)
{
    return one.key < other.key;
}

using Heap = PairingHeap<Item, &Item::link, before>;

TEST(PairingHeap, FrontIsTheLeast)
{
    std::vector<Item> items(5);
    Heap heap;
    EXPECT_TRUE(heap.empty());
    EXPECT_EQ(heap.front(), nullptr);
    for (int key : {3, 1, 4, 0, 2}) {
        Item& item = items[static_cast<std::size_t>(key)];
        item.key = key;
        heap.push(item);
    }
    for (Item& item : items) {
        ASSERT_EQ(heap.front(), &item);
        heap.remove(item);
        EXPECT_FALSE(item.link.listed);
    }
    EXPECT_TRUE(heap.empty());
}

TEST(PairingHeap, AnyElementCanBeTakenOutAndPutBack)
{
    constexpr std::uint32_t k_items = 200;
    constexpr int k_rounds = 5000;
    std::vector<Item> items(k_items);
    Heap heap;
    Random random(7);
    for (int round = 0; round < k_rounds; ++round) {
        Item& item = items[random.below(k_items)];
        if (item.link.listed) {
            heap.remove(item);
        } else {
            item.key = static_cast<int>(random.below(1000));
            heap.push(item);
        }
        const Item* least = nullptr;
        for (const Item& other : items) {
            if (other.link.listed && (least == nullptr || other.key < least->key))
                least = &other;
        }
        ASSERT_EQ(heap.front() == nullptr, least == nullptr);
        if (least != nullptr) {
            ASSERT_EQ(heap.front()->key, least->key);
        }
    }
}

} // namespace
} // namespace openwdf::base
