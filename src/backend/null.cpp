// null: a device that has no bytes. Reads succeed with zeros, writes are swallowed, both at once.
//
// This is the leaf to copy for a new lower device. A leaf consists of
//   1. a class over LowerDevice that overrides the requests it understands; everything else is
//      answered by nt::io::Provider (create, cleanup, close: success; the rest:
//      STATUS_INVALID_DEVICE_REQUEST);
//   2. a make_<scheme>() that checks the URI and fills in the device's spec;
//   3. a row in backend.cpp and a declaration in leaves.hpp;
//   4. a test that sends it IRPs (backend_test.cpp).
// Each request is either completed before it returns, as here, or pended and completed later, as
// in file.cpp.
#include "backend/leaves.hpp"
#include "backend/transfer.hpp"

#include <cstring>

namespace openwdf::backend {

namespace {

class NullDevice final : public LowerDevice {
public:
    NTSTATUS read(IRP& irp) override
    {
        const std::uint32_t length = transfer_parameters(irp).length;
        // Where the bytes go depends on the device's I/O type (system buffer, MDL, user pointer);
        // transfer_address() knows. It is nullptr for a request without bytes, too.
        void* buffer = nt::io::transfer_address(irp);
        if (buffer == nullptr && length != 0)
            return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
        if (length != 0)
            std::memset(buffer, 0, length);
        // The third argument becomes IoStatus.Information: the bytes moved.
        return nt::io::provider_complete(irp, STATUS_SUCCESS, length);
    }

    NTSTATUS write(IRP& irp) override
    {
        return nt::io::provider_complete(irp, STATUS_SUCCESS, transfer_parameters(irp).length);
    }
};

} // namespace

Outcome<Backend> make_null(const Surroundings&, const Uri& uri)
{
    // Say what you know; a misspelt option must not be ignored.
    if (auto allowed = uri.allow_options({"io"}); !allowed.ok())
        return allowed.error();
    if (!uri.path().empty())
        return uri.error("null: takes nothing behind the colon");
    auto io_type = io_type_option(uri, nt::io::IoType::direct);
    if (!io_type.ok())
        return io_type.error();

    Backend backend;
    backend.device = std::make_unique<NullDevice>();
    backend.spec.type = FILE_DEVICE_NULL;
    backend.spec.io_type = io_type.value();
    return backend;
}

} // namespace openwdf::backend
