#include "wdf/target/packet.hpp"

#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

Packet::~Packet()
{
    format.release();
    if (owns_irp_)
        executive_.irps.free(irp_);
}

void Packet::borrow_irp(IRP& irp)
{
    CHECK(irp_ == nullptr);
    irp_ = &irp;
    owns_irp_ = false;
}

void Packet::release_borrowed_irp()
{
    CHECK(!owns_irp_ && !format.active());
    irp_ = nullptr;
}

bool Packet::ensure_irp(CCHAR stack_size)
{
    CHECK(irp_ == nullptr || owns_irp_);
    if (irp_ != nullptr && irp_->StackCount >= stack_size) {
        nt::io::reuse_irp(*irp_, STATUS_SUCCESS);
        return true;
    }
    if (irp_ != nullptr)
        executive_.irps.free(irp_);
    irp_ = executive_.irps.allocate(stack_size);
    owns_irp_ = irp_ != nullptr;
    return owns_irp_;
}

void Packet::abandon()
{
    if (target_link.listed())
        target_link.unlink();
}

} // namespace openwdf::wdf
