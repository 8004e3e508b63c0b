#include "storm/rows.hpp"

namespace conformance::storm {
namespace {

void add_attributes(std::vector<Row>& rows)
{
    const auto size = [](Random& r) { return any_size_but(r, k_attributes_size); };
    const auto info = [](Random& r) { return any_size_but(r, k_context_info_size); };
    rows.push_back(says("AttributesSize", which_and(STORM_MAKES, size), k_info_length_mismatch));
    rows.push_back(says("ExecutionLevel",
                        which_and(STORM_MAKES, [](Random& r) { return r.outside(1, 3); }),
                        k_wdf_attributes_invalid));
    rows.push_back(says("SynchronizationScope",
                        which_and(STORM_MAKES, [](Random& r) { return r.outside(1, 4); }),
                        k_wdf_attributes_invalid));
    rows.push_back(says("ContextInfoSize", which_and(STORM_MAKES, info), k_info_length_mismatch));
    rows.push_back(says("ContextOverride",
                        which_and(STORM_MAKES, [](Random& r) { return r.between(1, 3); }),
                        k_wdf_attributes_invalid));
    rows.push_back(says("ContextWithParent", which_of(1), k_wdf_parent_not_allowed));
}

void add_options(std::vector<Row>& rows)
{
    const auto size = [](Random& r) { return any_size_but(r, k_options_size); };
    // Facts 20, 21, 25: any bit above the four known ones, impersonation and the framework's own
    // among them.
    const auto flags = [](Random& r) {
        return r.below(16) | (std::uint64_t{1} << r.between(4, 31)) | (r.any() & 0xFFFFFFF0);
    };
    rows.push_back(says("OptionsSize", which_and(STORM_SENDS, size), k_info_length_mismatch));
    rows.push_back(says("OptionsFlags", which_and(STORM_SENDS, flags), k_invalid_parameter));
    rows.push_back(says("ForgetBesideOthers",
                        which_and(STORM_SENDS, [](Random& r) { return r.between(1, 7); }),
                        k_invalid_parameter));
}

void add_descriptors(std::vector<Row>& rows)
{
    rows.push_back(says("DescriptorType",
                        which_and(STORM_SENDS, [](Random& r) { return r.outside(1, 3); }),
                        k_invalid_parameter));
    const auto length = [](Random& r) { return r.below(2) == 0 ? 0 : r.below(1 << 20); };
    rows.push_back(says("NullBuffer", which_and(STORM_SENDS, length), k_invalid_parameter));
    rows.push_back(says("NullMdl", which_and(STORM_SENDS, length), k_invalid_parameter));
    rows.push_back(says("NullMemory", which_of(STORM_SENDS), k_invalid_parameter));
    const auto beyond = [](Random& r, STORM_ORDER& order) {
        which_of(STORM_SENDS)(r, order);
        order.A = r.between(0, 2 * STORM_MEMORY_BYTES);
        order.B = order.A > STORM_MEMORY_BYTES ? r.below(100)
                                               : r.between(STORM_MEMORY_BYTES + 1 - order.A, 1000);
    };
    rows.push_back(says("OffsetsBeyond", beyond, k_integer_overflow));
    const auto wraps = [](Random& r, STORM_ORDER& order) {
        which_of(STORM_SENDS)(r, order);
        order.A = 0 - r.between(1, 1000);
        order.B = 0 - order.A + r.below(STORM_MEMORY_BYTES);
    };
    rows.push_back(says("OffsetsWrap", wraps, k_integer_overflow));
    rows.push_back(says("SendUnopened", which_of(STORM_SENDS), k_invalid_device_state));
    rows.push_back(says("SendClosed", which_of(STORM_SENDS), k_invalid_device_state));
    rows.push_back(says("SendWithoutLocation", which_of(STORM_SENDS), k_request_not_accepted));
}

void add_memory(std::vector<Row>& rows)
{
    constexpr std::uint64_t k_nonpaged_pool_nx = 512;
    rows.push_back(says("MemoryOfNothing", which_and(2, [](Random&) { return k_nonpaged_pool_nx; }),
                        k_invalid_parameter));
    const auto beyond = [](Random& r, STORM_ORDER& order) {
        which_of(2)(r, order);
        order.A = r.between(0, 3 * STORM_MEMORY_BYTES);
        order.B = order.A >= STORM_MEMORY_BYTES ? r.between(1, 200)
                                                : r.between(STORM_MEMORY_BYTES + 1 - order.A, 200);
    };
    // Out of the object, and into it.
    const auto copies = [](const STORM_ORDER& order) {
        return status(order.Which == 0 ? k_buffer_too_small : k_invalid_buffer_size);
    };
    rows.push_back({"CopyBeyond", beyond, copies});
    const auto wraps = [](Random& r, STORM_ORDER& order) {
        which_of(2)(r, order);
        order.A = 0 - r.between(1, 100);
        order.B = r.between(100, 200);
    };
    rows.push_back({"CopyWraps", wraps, copies});
    const auto nothing = [](Random& r, STORM_ORDER& order) {
        which_of(2)(r, order);
        order.A = r.below(STORM_MEMORY_BYTES);
        order.B = 0;
    };
    rows.push_back(says("CopyNothing", nothing, k_invalid_parameter));
    rows.push_back(says("AssignNothing", which_of(1), k_invalid_parameter));
}

void add_opens(std::vector<Row>& rows)
{
    rows.push_back(says("OpenSize", which_and(1, [](Random& r) { return r.foreign_size(); }),
                        k_info_length_mismatch));
    rows.push_back(says("OpenType", which_and(1, [](Random& r) { return r.outside(1, 3); }),
                        k_invalid_parameter));
    rows.push_back(says("OpenTwice", which_of(2), k_invalid_device_state));
    rows.push_back(says("OpenNobody", which_of(1), k_object_name_not_found));
    rows.push_back(says("OpenEmptyName", which_of(1), k_invalid_parameter));
    rows.push_back(says("OpenNullDevice", which_of(1), k_invalid_parameter));
    rows.push_back(says("OpenCallbacksWithoutFile", which_of(1), k_invalid_parameter));
    rows.push_back(says("ReopenWithoutName", which_of(1), k_invalid_device_request));
    rows.push_back(says("TargetOfAnotherParent", which_of(1), k_invalid_device_request));
}

void add_queues(std::vector<Row>& rows)
{
    rows.push_back(says("QueueSize", which_and(1, [](Random& r) { return r.foreign_size(); }),
                        k_info_length_mismatch));
    rows.push_back(says("QueueType", which_and(1, [](Random& r) { return r.outside(1, 3); }),
                        k_invalid_parameter));
    rows.push_back(says("QueueWithoutCallbacks", which_of(2), k_wdf_no_callback));
    rows.push_back(says("QueueWithoutLimit", which_of(1), k_invalid_parameter));
    rows.push_back(says("SecondDefaultQueue", which_of(1), k_unsuccessful));
    rows.push_back(says("RetrieveFromParallel", which_of(1), k_invalid_device_state));
    rows.push_back(says("RetrieveTooMuch",
                        which_and(2, [](Random& r) { return r.between(1000, 1 << 30); }),
                        k_buffer_too_small));
}

void add_reports(std::vector<Row>& rows)
{
    const auto some_status = [](Random& r) { return r.status(); };
    rows.push_back(
        always("CompleteOwn", which_and(3, some_status), report("complete-driver-created")));
    rows.push_back(always("DeleteForbidden", which_of(3), report("object-not-deletable")));
    rows.push_back(always("AddressOfUnlocked", which_of(1), report("mdl-not-locked")));
}

void add_framework_stops(std::vector<Row>& rows)
{
    const auto some_status = [](Random& r) { return r.status(); };
    const auto bad_handle = [](std::optional<std::uint64_t> type) {
        return stop(k_wdf_violation, k_invalid_handle, std::nullopt, type);
    };
    rows.push_back(always("NullResult", which_of(16), stop(k_wdf_violation, k_null_parameter, 0)));
    rows.push_back(
        always("CompleteTwice", which_and(1, some_status), bad_handle(type_of(STORM_REQUEST))));
    rows.push_back(always("CompleteTwiceReferenced", which_and(1, some_status),
                          stop(k_wdf_violation, k_request_fatal, 5)));
    const auto in_use = [](Random& r, STORM_ORDER& order) {
        order.Which = static_cast<unsigned>(r.between(1, 5));
        order.A = r.status();
    };
    rows.push_back({"CompleteWithMemoryInUse", in_use, [](const STORM_ORDER& order) {
                        return stop(k_wdf_violation, k_verifier_fatal, std::nullopt, order.Which);
                    }});
    rows.push_back(always("RetrieveAfterCompletion", which_and(5, some_status),
                          stop(k_wdf_violation, k_request_fatal, 2)));
    rows.push_back(
        always("DeleteTwice", which_of(STORM_DELETABLE), bad_handle(type_of(STORM_OBJECT))));
    rows.push_back(always("UseAfterParent", which_of(4), bad_handle(type_of(STORM_MEMORY))));
    rows.push_back(always("LastDereference", which_of(STORM_DELETABLE),
                          stop(k_wdf_violation, k_object_error)));
    rows.push_back(always("AssignToPool", which_of(1), bad_handle(0x1022)));
    rows.push_back(always("NoContext", which_of(1), bad_handle(type_of(STORM_OBJECT))));
}

void add_executive_stops(std::vector<Row>& rows)
{
    constexpr std::uint32_t k_irql_not_greater_or_equal = 0x09;
    constexpr std::uint32_t k_irql_not_less_or_equal = 0x0A;
    constexpr std::uint32_t k_maximum_wait_objects_exceeded = 0x0C;
    constexpr std::uint32_t k_bad_pool_caller = 0xC2;
    constexpr std::uint32_t k_verifier_violation = 0xC4;
    rows.push_back(always("LockTwice", which_of(2), stop(k_verifier_violation)));
    rows.push_back(always("UnlockUnlocked", which_of(2), stop(k_verifier_violation)));
    rows.push_back(always("PartialBeyond", which_of(1), stop(k_verifier_violation)));
    rows.push_back(always("RaiseBelow", which_of(1), stop(k_irql_not_greater_or_equal)));
    rows.push_back(always("LowerAbove", which_of(1), stop(k_irql_not_less_or_equal)));
    rows.push_back(always("WaitAtDispatch", which_of(2), stop(k_verifier_violation, 0x3B, 2)));
    rows.push_back(always("TooManyObjects", which_of(1), stop(k_maximum_wait_objects_exceeded)));
    rows.push_back(always("FreeTwice", which_of(1), stop(k_bad_pool_caller)));
    rows.push_back(always("FreeWithAnotherTag", which_of(1), stop(k_bad_pool_caller)));
}

} // namespace

const std::vector<Row>& value_rows()
{
    static const std::vector<Row> all = [] {
        std::vector<Row> rows;
        add_attributes(rows);
        add_options(rows);
        add_descriptors(rows);
        add_memory(rows);
        add_opens(rows);
        add_queues(rows);
        add_reports(rows);
        add_framework_stops(rows);
        add_executive_stops(rows);
        add_sync(rows);
        add_objects(rows);
        add_executive(rows);
        add_ex(rows);
        return rows;
    }();
    return all;
}

} // namespace conformance::storm
