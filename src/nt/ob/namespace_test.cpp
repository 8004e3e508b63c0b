#include "nt/ob/namespace.hpp"

#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

class NamespaceTest : public testing::NtTest {
protected:
    DEVICE_OBJECT* add(std::u16string name)
    {
        io::ProviderSpec spec;
        spec.name = std::move(name);
        return io::add_provider_device(executive(), provider_, spec).take();
    }

    // The device a path leads to and the rest of the path; "" and nullptr when nowhere.
    std::pair<void*, std::u16string> find(std::u16string_view path)
    {
        auto found = executive().names.resolve(path);
        if (!found.ok())
            return {nullptr, u""};
        ob::dereference(found.value().body);
        return {found.value().body, found.value().remaining};
    }

    io::Provider provider_;
};

TEST_F(NamespaceTest, NamesIgnoreCase)
{
    DEVICE_OBJECT* device = add(u"\\Device\\Disk");
    EXPECT_EQ(find(u"\\DEVICE\\dIsK").first, device);
    EXPECT_EQ(find(u"\\Device\\Disk1").first, nullptr);
    EXPECT_EQ(executive().names.insert_object(u"\\device\\DISK", device).status(),
              STATUS_OBJECT_NAME_COLLISION);
}

TEST_F(NamespaceTest, TheRestOfThePathKeepsItsCase) // N69
{
    DEVICE_OBJECT* device = add(u"\\Device\\Disk");
    EXPECT_EQ(find(u"\\device\\disk\\Some\\File").second, u"\\Some\\File");
    EXPECT_EQ(find(u"\\device\\disk\\").second, u"\\");
    EXPECT_EQ(find(u"\\device\\disk").first, device);
}

TEST_F(NamespaceTest, LinksHaveThreeSpellings)
{
    DEVICE_OBJECT* device = add(u"\\Device\\Disk");
    ASSERT_TRUE(executive().names.insert_link(u"\\DosDevices\\X", u"\\Device\\Disk").ok());
    for (const auto* path : {u"\\??\\x", u"\\DosDevices\\X", u"\\GLOBAL??\\X", u"\\dosdevices\\x"})
        EXPECT_EQ(find(path).first, device);
    EXPECT_EQ(find(u"\\??\\X\\Deep").second, u"\\Deep");
    EXPECT_TRUE(executive().names.remove(u"\\??\\X").ok());
    EXPECT_EQ(find(u"\\??\\X").first, nullptr);
    EXPECT_EQ(executive().names.remove(u"\\??\\X").status(), STATUS_OBJECT_NAME_NOT_FOUND);
}

TEST_F(NamespaceTest, LinksMayLeadToLinksButNotInCircles)
{
    DEVICE_OBJECT* device = add(u"\\Device\\Disk");
    ASSERT_TRUE(executive().names.insert_link(u"\\??\\A", u"\\??\\B").ok());
    ASSERT_TRUE(executive().names.insert_link(u"\\??\\B", u"\\Device\\Disk").ok());
    ASSERT_TRUE(executive().names.insert_link(u"\\??\\C", u"\\??\\D").ok());
    ASSERT_TRUE(executive().names.insert_link(u"\\??\\D", u"\\??\\C").ok());
    EXPECT_EQ(find(u"\\??\\A").first, device);
    EXPECT_EQ(find(u"\\??\\C").first, nullptr);
}

TEST_F(NamespaceTest, WhatIsNoPathIsRefused)
{
    EXPECT_EQ(executive().names.insert_link(u"X", u"\\Device\\Disk").status(),
              STATUS_OBJECT_NAME_INVALID);
    EXPECT_EQ(executive().names.insert_link(u"\\X\\", u"\\Device\\Disk").status(),
              STATUS_OBJECT_NAME_INVALID);
    EXPECT_EQ(executive().names.resolve(u"Disk").status(), STATUS_OBJECT_NAME_INVALID);
}

TEST_F(NamespaceTest, ADeletedDeviceHasNoName) // N72
{
    DEVICE_OBJECT* device = add(u"\\Device\\Disk");
    io::remove_provider_device(*device);
    EXPECT_EQ(find(u"\\Device\\Disk").first, nullptr);
    EXPECT_NE(add(u"\\Device\\Disk"), nullptr);
}

} // namespace
} // namespace openwdf::nt
