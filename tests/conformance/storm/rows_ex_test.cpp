// Push locks, callback objects, sequenced lists, mutexes: the pages of their functions and of bug
// check 0x4000008A.
#include "storm/rows.hpp"

namespace conformance::storm {

void add_ex(std::vector<Row>& rows)
{
    constexpr std::uint32_t k_exception_not_handled = 0x1E;
    constexpr std::uint32_t k_thread_terminate_held_mutex = 0x4000008A;
    constexpr std::uint64_t k_datatype_misalignment = 0x80000002;
    rows.push_back(always("PushLockUnheld", which_of(2), report("push-lock-not-held")));
    rows.push_back(always("PushLockWithApcsOn", which_of(2), report("push-lock-region")));
    rows.push_back({"CallbackName", which_of(4), [](const STORM_ORDER& order) {
                        constexpr std::array<std::uint32_t, 4> statuses{
                            k_unsuccessful, k_unsuccessful, k_object_name_not_found,
                            k_object_type_mismatch};
                        return status(statuses[order.Which]);
                    }});
    rows.push_back(says("SecondRoutine", which_of(1), k_success));
    rows.push_back(
        always("SystemCallbackNotified", which_of(3), report("system-callback-notified")));
    rows.push_back(
        always("UnregisterInRoutine", which_of(1), report("callback-unregistered-in-callback")));
    rows.push_back(always("ListMisaligned", which_of(3),
                          stop(k_exception_not_handled, k_datatype_misalignment)));
    rows.push_back(always("ThreadEndsWithMutex", which_of(1), stop(k_thread_terminate_held_mutex)));
}

} // namespace conformance::storm
