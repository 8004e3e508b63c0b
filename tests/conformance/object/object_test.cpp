// Section 15 of io-target-semantics: contexts, the tree, deletion, references.
#include "object/object.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { OBJECT_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Object : public Fixture {
protected:
    IoResult scenario(unsigned number) { return run(OPENWDF_DRIVER_CONFORMANCE_OBJECT, number); }
};

OPENWDF_INSTANTIATE_WORLDS(Object);

TEST_P(Object, Fact108ContextIsZeroedAndLeadsBack)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ContextIsZeroedAndLeadsBack), 0);
}

TEST_P(Object, Fact108AnotherContextIsAddedOnce)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AnotherContextIsAddedOnce), 0);
}

TEST_P(Object, ContextSizeCanBeOverridden)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ContextSizeCanBeOverridden), 0);
}

TEST_P(Object, AttributesAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AttributesAreChecked), 0);
}

TEST_P(Object, Fact106ChildrenAreCleanedUpFirst)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ChildrenAreCleanedUpFirst), 0);
    EXPECT_EQ(printed(), "cleanup D\ncleanup E\ncleanup B\ncleanup C\ncleanup A\n"
                         "destroy D\ndestroy E\ndestroy B\ndestroy C\ndestroy A\nreturned\n");
}

TEST_P(Object, Fact106EachContextHasItsOwnCallbacks)
{
    OPENWDF_EXPECT_STATUS(scenario(k_EachContextHasItsOwnCallbacks), 0);
    EXPECT_EQ(printed(), "cleanup A\ncleanup A second\ndestroy A\ndestroy A second\n");
}

TEST_P(Object, Fact106AReferenceKeepsTheMemory)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AReferenceKeepsTheMemory), 0);
    EXPECT_EQ(printed(), "cleanup A\ndeleted\none left\ndestroy A\nnone left\n");
}

TEST_P(Object, ASecondDeleteDoesNothing)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ASecondDeleteDoesNothing), 0);
    EXPECT_EQ(printed(), "cleanup A\ndestroy A\n");
}

TEST_P(Object, ADeletedParentTakesNoChildren)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ADeletedParentTakesNoChildren), 0);
    EXPECT_EQ(printed(), "cleanup A\ndestroy A\n");
}

TEST_P(Object, DeletingAChildLeavesItsParent)
{
    OPENWDF_EXPECT_STATUS(scenario(k_DeletingAChildLeavesItsParent), 0);
    EXPECT_EQ(printed(), "cleanup B\ndestroy B\nA is left with C\n"
                         "cleanup C\ncleanup A\ndestroy C\ndestroy A\n");
}

TEST_P(Object, Fact109ACompletedRequestTakesItsChildrenAlong)
{
    load(OPENWDF_DRIVER_CONFORMANCE_OBJECT);
    Handle handle = open("\\\\.\\Conformance");
    machine().clear_trace();
    OPENWDF_EXPECT_STATUS(handle.ioctl(scenario_code(k_ACompletedRequestTakesItsChildrenAlong)), 0);
    EXPECT_EQ(printed(), "cleanup child of the request\ndestroy child of the request\ncompleted\n");
    const std::string trace = openwdf::trace_text(machine().trace());
    const auto cleanup = trace.find("EvtObjectContextCleanup");
    const auto completed = trace.find("IRP_MJ_DEVICE_CONTROL <-");
    ASSERT_NE(cleanup, std::string::npos);
    ASSERT_NE(completed, std::string::npos) << trace;
    EXPECT_LT(cleanup, completed);
}

TEST_P(Object, Fact107APlainObjectIsDeletedAtDispatch)
{
    OPENWDF_EXPECT_STATUS(scenario(k_APlainObjectIsDeletedAtDispatch), 0);
}

TEST_P(Object, Facts107And112APassiveObjectIsLeftToAWorker)
{
    OPENWDF_EXPECT_STATUS(scenario(k_APassiveObjectIsLeftToAWorker), 0);
}

TEST_P(Object, Facts107And109ACompletedRequestLeavesAPassiveChild)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ACompletedRequestLeavesAPassiveChild), 0);
    EXPECT_TRUE(reported("request-dispose-deferred"));
}

TEST_P(Object, Facts107And112ALastReferenceAtDispatchIsLeftToAWorker)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ALastReferenceAtDispatchIsLeftToAWorker), 0);
}

TEST_P(Object, Facts111And112LevelsAndScopesAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_LevelsAndScopesAreChecked), 0);
}

TEST_P(Object, Fact108ContextsAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ContextsAreChecked), 0);
    EXPECT_EQ(printed(), "cleanup A\ndestroy A\n");
}

TEST_P(Object, NobodyHasAnythingToQuery)
{
    OPENWDF_EXPECT_STATUS(scenario(k_NobodyHasAnythingToQuery), 0);
}

TEST_P(Object, Fact106ParentAndChildAreDeletedAtOnce)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ParentAndChildAreDeletedAtOnce), 0);
    const std::string text = printed();
    for (const char* line :
         {"cleanup parent\n", "destroy parent\n", "cleanup child\n", "destroy child\n"}) {
        const auto first = text.find(line);
        ASSERT_NE(first, std::string::npos) << text;
        EXPECT_EQ(text.find(line, first + 1), std::string::npos) << text;
    }
}

TEST_P(Object, Fact105TheDriverIsTheDefaultParent)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_OBJECT);
    OPENWDF_EXPECT_STATUS(run_loaded(k_TheDriverIsTheDefaultParent), 0);
    EXPECT_EQ(printed(), "");
    driver.unload();
    EXPECT_EQ(printed(), "unload\ncleanup A\ncleanup B\ndestroy A\ndestroy B\n");
    expect_no_reports();
}

TEST_P(Object, Fact43SomeObjectsAreNotTheDriversToDelete)
{
    OPENWDF_EXPECT_STATUS(scenario(k_SomeObjectsAreNotTheDriversToDelete), 0);
    EXPECT_EQ(machine().reports().size(), 2U);
    EXPECT_TRUE(reported("object-not-deletable"));
}

TEST_P(Object, AReferenceThatIsNeverGivenBackIsReported)
{
    openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_OBJECT);
    OPENWDF_EXPECT_STATUS(run_loaded(k_AReferenceOutlivesTheDriver), 0);
    driver.unload();
    EXPECT_EQ(printed(), "unload\ncleanup A\n");
    EXPECT_TRUE(reported("leaked-object"));
}

} // namespace
} // namespace conformance
