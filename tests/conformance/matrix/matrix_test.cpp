// Every synchronous method, with every kind of buffer, from every origin of a request, to every
// kind of target, by every transfer method: what the caller gets, what the driver below sees, which
// bytes move and which must not, and what is left of references.
#include "matrix/model.hpp"
#include "support/fixture.hpp"

#include <cstdio>
#include <optional>

namespace conformance::matrix {
namespace {

constexpr unsigned k_failures_max = 20;

template <class T> std::span<const std::byte> bytes_of(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

// An application's buffer between two guards.
class Guarded {
public:
    Guarded() : bytes_(MATRIX_ARENA + 2 * MATRIX_GUARD) {}

    // `inset` bytes on each side of the middle belong to the buffer and stay untouched too.
    void prepare(unsigned length, unsigned inset)
    {
        length_ = length + 2 * inset;
        inset_ = inset;
        std::ranges::fill(bytes_, std::byte{MATRIX_GUARD_BYTE});
    }
    std::span<std::byte> whole() { return {bytes_.data() + MATRIX_GUARD, length_}; }
    std::span<std::byte> middle() { return whole().subspan(inset_, length_ - 2 * inset_); }
    bool guards_hold()
    {
        const auto* first = middle().data();
        const auto* last = first + middle().size();
        for (const std::byte& byte : bytes_) {
            if ((&byte < first || &byte >= last) && byte != std::byte{MATRIX_GUARD_BYTE})
                return false;
        }
        return true;
    }

private:
    std::vector<std::byte> bytes_;
    std::size_t length_ = 0;
    std::size_t inset_ = 0;
};

class Matrix : public Fixture {
protected:
    void SetUp() override
    {
        options.trace = false;
        load(OPENWDF_DRIVER_CONFORMANCE_MATRIX_LOWER);
        openwdf::Driver driver = load(OPENWDF_DRIVER_CONFORMANCE_MATRIX);
        (void)driver.add_device().value();
        (void)driver.add_device().value();
        direct_ = open("\\Device\\MatrixUpperDirect");
        buffered_ = open("\\Device\\MatrixUpperBuffered");
        lower_ = open("\\Device\\MatrixLower");
    }

    void run_all(unsigned method, std::size_t expected_count)
    {
        std::size_t ran = 0;
        std::size_t too_much = 0;
        const Cells cells(method);
        for (const Cell& cell : cells.all()) {
            run_cell(cell);
            too_much += reports_too_much(cell) ? 1 : 0;
            ++ran;
            if (failures_ >= k_failures_max) {
                ADD_FAILURE() << "and no further cells";
                break;
            }
        }
        std::printf("[  cells   ] %zu\n", ran);
        EXPECT_EQ(ran, expected_count);
        check_reports(too_much);
    }

private:
    void check_reports(std::size_t too_much)
    {
        const auto reports = machine().reports();
        EXPECT_EQ(reports.size(), too_much);
        for (const auto& report : reports) {
            if (report.rule != "information-too-large") {
                ADD_FAILURE() << report.text_with_place();
                return;
            }
        }
    }

    Handle& upper(const Cell& it)
    {
        return it.cell.Origin == MATRIX_RECEIVED_BUFFERED ? *buffered_ : *direct_;
    }

    void run_cell(const Cell& it)
    {
        differences_.clear();
        MATRIX_ANSWER answer = it.given();
        for (const unsigned side : {0U, 1U})
            answer.Readable[side] = std::min(it.cell.Lengths[side], 1U);
        OPENWDF_EXPECT_STATUS(lower_->ioctl(MATRIX_SET_ANSWER, bytes_of(answer)), 0);
        OPENWDF_EXPECT_STATUS(upper(it).ioctl(MATRIX_SET_CELL, bytes_of(it.cell)), 0);
        if (it.received())
            run_received(it);
        else
            OPENWDF_EXPECT_STATUS(upper(it).ioctl(MATRIX_RUN), 0);
        const auto outcome = std::as_writable_bytes(std::span(&outcome_, 1));
        const auto seen = std::as_writable_bytes(std::span(&seen_, 1));
        OPENWDF_EXPECT_STATUS(upper(it).ioctl(MATRIX_GET_OUTCOME, {}, outcome), 0);
        OPENWDF_EXPECT_STATUS(lower_->ioctl(MATRIX_GET_SEEN, {}, seen), 0);
        check_outcome(it);
        check_seen(it);
        check_fields(it);
        check_bytes_below(it);
        if (!it.received())
            check_own_bytes(it);
        if (differences_.empty())
            return;
        ++failures_;
        ADD_FAILURE() << it.name() << differences_;
    }

    void expect(const char* what, std::uint64_t actual, std::uint64_t expected)
    {
        if (actual == expected)
            return;
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(), "\n  %s is 0x%llx, not 0x%llx", what,
                      static_cast<unsigned long long>(actual),
                      static_cast<unsigned long long>(expected));
        differences_ += line.data();
    }

    // ---- a received request: the application's side ---------------------------------------------

    static unsigned inset_of(const Cell& it, unsigned side)
    {
        return it.cell.Kinds[side] == MATRIX_MEMORY_AT_OFFSET ? MATRIX_GUARD : 0U;
    }

    void run_received(const Cell& it)
    {
        const unsigned out_side = it.is_others() ? 2 : 1;
        const bool output_is_read = !it.is_transfer() && it.cell.Transfer == k_in_direct;
        input_.prepare(it.cell.Lengths[0], it.has(0) ? inset_of(it, 0) : 0);
        output_.prepare(it.cell.Lengths[out_side], it.has(out_side) ? inset_of(it, out_side) : 0);
        for (std::size_t i = 0; i < input_.middle().size(); ++i)
            input_.middle()[i] = std::byte{MATRIX_INPUT_BYTE(0, i)};
        for (std::size_t i = 0; i < output_.middle().size(); ++i)
            output_.middle()[i] = output_is_read && !it.is_others()
                                      ? std::byte{MATRIX_INPUT_BYTE(1, i)}
                                      : std::byte{MATRIX_UNTOUCHED_BYTE};
        const IoResult result = send(it);
        expect("the application's status", static_cast<std::uint32_t>(result.status),
               it.given().Status);
        const std::uint64_t held =
            it.cell.Method == MATRIX_WRITE ? input_.whole().size() : output_.whole().size();
        expect("the application's information", result.information,
               std::min<std::uint64_t>(it.given().Information, held));
        expect("the application's guards", input_.guards_hold() && output_.guards_hold(), 1);
        if (it.written() != MATRIX_SIDES)
            check_application_bytes(it);
    }

    IoResult send(const Cell& it)
    {
        switch (it.cell.Method) {
        case MATRIX_READ: return upper(it).read(output_.whole(), 77);
        case MATRIX_WRITE: return upper(it).write(input_.whole(), 77);
        default:
            return upper(it).ioctl(
                MATRIX_RUN_RECEIVED(it.cell.Origin == MATRIX_RECEIVED_DIRECT ? 2U : 0U),
                input_.whole(), output_.whole());
        }
    }

    void check_application_bytes(const Cell& it)
    {
        const unsigned arrived = reaches_application(it);
        const auto bytes = output_.middle();
        for (unsigned i = 0; i < bytes.size(); ++i) {
            const auto expected = i < arrived ? MATRIX_ANSWER_BYTE(i)
                                              : static_cast<unsigned char>(MATRIX_UNTOUCHED_BYTE);
            if (bytes[i] == std::byte{expected})
                continue;
            expect("a byte of the application", static_cast<unsigned char>(bytes[i]), expected);
            return;
        }
    }

    // ---- the driver under test ------------------------------------------------------------------

    void check_outcome(const Cell& it)
    {
        const MATRIX_ANSWER answer = it.given();
        expect("the status before the call", outcome_.Prepared, 0);
        expect("the status", outcome_.Status, answer.Status);
        expect("the information", outcome_.Information, answer.Information); // fact 29
        expect("the IRP restored", outcome_.Restored, 1);                    // fact 51
        if (it.cell.Origin != MATRIX_NO_REQUEST) {
            expect("the request's status", outcome_.RequestStatus, answer.Status);
            expect("the request's information", outcome_.RequestInformation, answer.Information);
        }
        for (unsigned side = 0; side < MATRIX_SIDES; ++side)
            expect("the memory gone at its delete", outcome_.Sides[side].Destroyed, // fact 38
                   outcome_.Sides[side].Made);
    }

    void check_own_bytes(const Cell& it)
    {
        for (unsigned side = 0; side < MATRIX_SIDES; ++side) {
            if (!it.has(side))
                continue;
            const unsigned length = it.cell.Lengths[side];
            const bool output = side == it.written();
            const unsigned char* bytes = outcome_.Sides[side].Arena;
            for (unsigned i = 0; i < MATRIX_ARENA; ++i) {
                unsigned char expected = MATRIX_GUARD_BYTE;
                const unsigned at = i - MATRIX_GUARD;
                if (i >= MATRIX_GUARD && at < length) {
                    expected = output ? static_cast<unsigned char>(MATRIX_UNTOUCHED_BYTE)
                                      : MATRIX_INPUT_BYTE(side, at);
                    if (output && at < arrives(it))
                        expected = MATRIX_ANSWER_BYTE(at);
                }
                if (bytes[i] == expected)
                    continue;
                expect("a byte of the driver", bytes[i], expected);
                break;
            }
        }
    }

    // ---- the driver below -----------------------------------------------------------------------

    void check_seen(const Cell& it)
    {
        constexpr unsigned majors[]{0x03, 0x04, 0x0E, 0x0F, 0x0F};
        const unsigned function = it.is_others() ? MATRIX_FUNCTION_OTHERS : MATRIX_FUNCTION_IOCTL;
        expect("requests below", seen_.Count, 1);
        expect("the major function", seen_.Major, majors[it.cell.Method]);
        expect("the minor function", seen_.Minor, 0);
        expect("the stack count", seen_.StackCount, it.received() ? 2 : 1);
        expect("the current location", seen_.CurrentLocation, 1);
        expect("the location's flags", seen_.LocationFlags, 0);
        expect("the requestor mode", seen_.RequestorMode, it.received() ? 1 : 0);
        expect("the file object", seen_.FileObject, outcome_.FileObject); // fact 53
        expect("a file object", outcome_.FileObject != 0, 1);
        if (it.is_transfer()) {
            expect("the length", seen_.OutputLength, it.moved());
            expect("the offset", static_cast<std::uint64_t>(seen_.ByteOffset),
                   static_cast<std::uint64_t>(it.cell.Offset));
            expect("the key", seen_.Key, 0);
            return;
        }
        expect("the code", seen_.Code, MATRIX_CODE(function, it.cell.Transfer));
        if (it.is_others())
            return;
        expect("the input length", seen_.InputLength, it.cell.Lengths[0]);
        expect("the output length", seen_.OutputLength, it.cell.Lengths[1]);
    }

    bool is_of_a_side(const Cell& it, std::uint64_t address) const
    {
        for (unsigned side = 0; side < MATRIX_SIDES; ++side) {
            const std::uint64_t first = outcome_.Sides[side].Address;
            if (first != 0 && address >= first && address < first + it.cell.Lengths[side])
                return true;
        }
        return false;
    }

    void check_address(const Cell& it, const char* what, Field field, std::uint64_t actual)
    {
        if (field.holds == Holds::fresh)
            expect(what, actual != 0 && !is_of_a_side(it, actual), 1);
        else if (field.holds == Holds::address)
            expect(what, actual, outcome_.Sides[field.side].Address);
        else
            expect(what, actual, 0);
    }

    void check_mdl(const Cell& it, Field field)
    {
        const MATRIX_SIDE_OUTCOME& side = outcome_.Sides[field.side];
        if (field.holds == Holds::nothing || field.holds == Holds::given_mdl) {
            expect("MdlAddress", seen_.Mdl, field.holds == Holds::nothing ? 0 : side.Mdl);
            return;
        }
        const bool part = field.holds == Holds::partial_mdl;
        expect("an MDL of the framework's", seen_.Mdl != 0 && seen_.Mdl != side.Mdl, 1);
        expect("the MDL's address", seen_.MdlAddress, part ? side.MdlAddress : side.Address);
        expect("the MDL's length", seen_.MdlBytes, it.cell.Lengths[field.side]);
        if (!part)
            expect("the MDL locked", seen_.MdlLocked, 1);
    }

    void check_fields(const Cell& it)
    {
        const Fields fields = fields_of(it);
        check_address(it, "SystemBuffer", fields.system, seen_.SystemBuffer);
        check_address(it, "UserBuffer", fields.user, seen_.UserBuffer);
        check_address(it, "Type3InputBuffer", fields.type3, seen_.Type3Input);
        check_mdl(it, fields.mdl);
        if (!it.is_others())
            return;
        for (unsigned side = 0; side < MATRIX_SIDES; ++side) // fact 47
            expect("an argument", seen_.Arguments[side == 2 ? 3 : side],
                   outcome_.Sides[side].Address);
        expect("argument 3", seen_.Arguments[2],
               MATRIX_CODE(MATRIX_FUNCTION_OTHERS, it.cell.Transfer));
    }

    void check_input(const char* what, unsigned side, const unsigned char* bytes, unsigned actual,
                     unsigned length)
    {
        expect(what, actual, length);
        for (unsigned i = 0; i < length; ++i) {
            if (bytes[i] == MATRIX_INPUT_BYTE(side, i))
                continue;
            expect(what, bytes[i], MATRIX_INPUT_BYTE(side, i));
            return;
        }
    }

    // An argument of "others" has no length below: its first byte is looked at.
    void check_pointed_to(const Cell& it, unsigned side, const unsigned char* byte, unsigned actual)
    {
        if (it.cell.Lengths[side] != 0)
            check_input("the byte an argument points to", side, byte, actual, 1);
    }

    void check_bytes_below(const Cell& it)
    {
        if (it.is_others()) {
            check_pointed_to(it, 0, seen_.Input, seen_.InputBytes);
            check_pointed_to(it, 1, seen_.Second, seen_.SecondBytes);
            return;
        }
        if (it.cell.Method != MATRIX_READ)
            check_input("the input below", 0, seen_.Input, seen_.InputBytes, it.cell.Lengths[0]);
        if (it.is_transfer() || it.cell.Transfer != k_in_direct)
            return;
        // Input and output of a buffered request are one buffer.
        if (it.cell.Origin != MATRIX_RECEIVED_BUFFERED)
            check_input("the second input below", 1, seen_.Second, seen_.SecondBytes,
                        it.cell.Lengths[1]);
    }

    std::optional<Handle> direct_;
    std::optional<Handle> buffered_;
    std::optional<Handle> lower_;
    Guarded input_;
    Guarded output_;
    MATRIX_OUTCOME outcome_{};
    MATRIX_SEEN seen_{};
    std::string differences_;
    unsigned failures_ = 0;
};

INSTANTIATE_TEST_SUITE_P(, Matrix, testing::ValuesIn(openwdf::all_worlds(1)), openwdf::world_name);

// Covers: 29, 30, 31, 32, 38, 45, 46, 48, 49, 51, 53, 55, N5, N6, N11.
TEST_P(Matrix, Reads)
{
    run_all(MATRIX_READ, 1440);
}

// Covers: 29, 30, 31, 32, 38, 45, 46, 49, 51, 53, 55.
TEST_P(Matrix, Writes)
{
    run_all(MATRIX_WRITE, 1500);
}

// Covers: 29, 30, 31, 32, 38, 45, 46, 48, 49, 51, 53, 55, N5, N6, N9, N11.
TEST_P(Matrix, Ioctls)
{
    run_all(MATRIX_IOCTL, 6132);
}

// Covers: 29, 30, 31, 32, 38, 45, 46, 48, 49, 51, 53, 55.
TEST_P(Matrix, InternalIoctls)
{
    run_all(MATRIX_INTERNAL_IOCTL, 6132);
}

// Covers: 29, 30, 31, 32, 38, 46, 47, 51, 53, 55.
TEST_P(Matrix, OtherIoctls)
{
    run_all(MATRIX_OTHERS, 6132);
}

} // namespace
} // namespace conformance::matrix
