// Which handlers a synchronization scope keeps apart, and at what level they run under its lock.
#include "scope/scope.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

class Scope : public Fixture {
protected:
    // Several threads at once; the IRQL of the handlers, and the most that were inside at once.
    SCOPE_ANSWER ask(const char* device)
    {
        constexpr unsigned k_threads = 3;
        constexpr unsigned k_requests = 3;
        load(OPENWDF_DRIVER_CONFORMANCE_SCOPE);
        std::vector<openwdf::Thread> threads;
        for (unsigned i = 0; i < k_threads; ++i) {
            threads.push_back(machine().start("asker " + std::to_string(i), [=, this] {
                Handle handle = open(device);
                for (unsigned request = 0; request < k_requests; ++request)
                    (void)ask_once(handle);
            }));
        }
        for (openwdf::Thread& thread : threads)
            thread.join();
        Handle handle = open(device);
        const SCOPE_ANSWER answer = ask_once(handle);
        expect_no_reports();
        return answer;
    }

    static SCOPE_ANSWER ask_once(Handle& handle)
    {
        SCOPE_ANSWER answer{99, 99};
        OPENWDF_EXPECT_STATUS(
            handle.ioctl(0x222000, {}, std::as_writable_bytes(std::span(&answer, 1))), 0);
        return answer;
    }
};

OPENWDF_INSTANTIATE_WORLDS(Scope);

TEST_P(Scope, Facts111And112ADeviceOfPassiveLevelHasAMutex)
{
    const SCOPE_ANSWER answer = ask("\\Device\\ScopeDevicePassive");
    EXPECT_EQ(answer.Irql, 0U);
    EXPECT_EQ(answer.Most, 1U);
}

TEST_P(Scope, Facts111And112ADeviceOfDispatchLevelHasASpinLock)
{
    const SCOPE_ANSWER answer = ask("\\Device\\ScopeDeviceDispatch");
    EXPECT_EQ(answer.Irql, 2U);
    EXPECT_EQ(answer.Most, 1U);
}

TEST_P(Scope, Fact111AQueueKeepsItsHandlersApart)
{
    EXPECT_EQ(ask("\\Device\\ScopeQueuePassive").Most, 1U);
}

TEST_P(Scope, Fact111WithoutAScopeTheyMeet)
{
    EXPECT_GT(ask("\\Device\\ScopeNone").Most, 1U);
}

} // namespace
} // namespace conformance
