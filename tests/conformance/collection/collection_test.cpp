// WDFCOLLECTION.
#include "collection/collection.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { COLLECTION_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Collection : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_COLLECTION, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_COLLECTION, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Collection);

TEST_P(Collection, ItemsKeepTheirOrder)
{
    succeeds(k_ItemsKeepTheirOrder);
}

TEST_P(Collection, AMemberMayBeThereTwice)
{
    succeeds(k_AMemberMayBeThereTwice);
}

TEST_P(Collection, WhatIsNotThereIsReported)
{
    succeeds_with_report(k_WhatIsNotThereIsReported, "collection-no-such-item");
}

TEST_P(Collection, Fact105AttributesAreChecked)
{
    succeeds(k_AttributesAreChecked);
}

TEST_P(Collection, Fact106AMemberIsReferenced)
{
    succeeds(k_AMemberIsReferenced);
    EXPECT_EQ(printed(), "deleted\ndestroy A\nremoved\n");
}

TEST_P(Collection, Fact106DeletingTheCollectionReleasesItsMembers)
{
    succeeds(k_DeletingTheCollectionReleasesItsMembers);
    EXPECT_EQ(printed(), "destroy A\ncollection deleted\ndestroy B\n");
}

} // namespace
} // namespace conformance
