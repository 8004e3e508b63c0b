#include "base/list.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace openwdf::base {
namespace {

struct Item {
    explicit Item(int number) : value(number) {}
    virtual ~Item() = default; // the offset of `link` must hold for polymorphic elements too
    int value;
    Link link;
};

using Items = List<Item, &Item::link>;

std::vector<int> values(Items& items)
{
    std::vector<int> found;
    for (Item* item = items.front(); item != nullptr; item = items.after(*item))
        found.push_back(item->value);
    return found;
}

TEST(ListTest, KeepsOrderAndRemovesFromTheMiddle)
{
    Item one(1);
    Item two(2);
    Item three(3);
    Items items;
    items.push_back(two);
    items.push_back(three);
    items.push_front(one);
    EXPECT_EQ(values(items), (std::vector<int>{1, 2, 3}));
    Items::remove(two);
    EXPECT_FALSE(two.link.listed());
    EXPECT_EQ(values(items), (std::vector<int>{1, 3}));
    EXPECT_EQ(items.pop_back(), &three);
    EXPECT_EQ(items.pop_front(), &one);
    EXPECT_EQ(items.pop_front(), nullptr);
    EXPECT_EQ(items.pop_back(), nullptr);
    EXPECT_TRUE(items.empty());
}

TEST(ListDeathTest, AnElementThatDiesListedIsOurDefect)
{
    EXPECT_DEATH(
        {
            auto* items = new Items;
            Item gone(1);
            items->push_back(gone);
        },
        "CHECK.*listed");
}

} // namespace
} // namespace openwdf::base
