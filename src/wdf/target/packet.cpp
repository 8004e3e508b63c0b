#include "wdf/target/packet.hpp"

#include "wdf/target/io_target.hpp"

namespace openwdf::wdf {

Packet::Packet(nt::Executive& executive, Request* request)
    : format(executive), executive_(executive), request_(request)
{
    timer.packet = this;
}

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

void Packet::adopt_irp(IRP& irp)
{
    CHECK(irp_ == nullptr && (irp.AllocationFlags & nt::io::k_irp_of_cache) != 0);
    irp_ = &irp;
    owns_irp_ = true;
}

void Packet::release_borrowed_irp()
{
    CHECK(!owns_irp_ && !format.active());
    irp_ = nullptr;
}

void Packet::abandon()
{
    if (target_link.listed())
        target_link.unlink();
    format.abandon();
}

void Packet::drop_irp()
{
    CHECK(!format.active());
    if (owns_irp_)
        executive_.irps.free(irp_);
    owns_irp_ = false;
    irp_ = nullptr;
}

bool Packet::ensure_irp(CCHAR stack_size)
{
    CHECK(irp_ == nullptr || owns_irp_);
    if (irp_ != nullptr && irp_->StackCount >= stack_size) {
        if (request_ == nullptr)
            nt::io::reuse_irp(*irp_, STATUS_SUCCESS);
        return true;
    }
    drop_irp();
    irp_ = executive_.irps.allocate(stack_size);
    owns_irp_ = irp_ != nullptr;
    return owns_irp_;
}

} // namespace openwdf::wdf
