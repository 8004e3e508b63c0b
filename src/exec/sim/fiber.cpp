#include "exec/sim/fiber.hpp"

#include "base/check.hpp"
#include "base/sanitizer.hpp"

#include <boost/context/detail/fcontext.hpp>
#include <cxxabi.h>

namespace openwdf::exec {

namespace sanitizer = base::sanitizer;

namespace context = boost::context::detail;

// Opaque in <cxxabi.h>, but the C++ ABI fixes that the record begins with these two.
Fiber::Exceptions* Fiber::find_live_exceptions()
{
    return reinterpret_cast<Exceptions*>(abi::__cxa_get_globals());
}

Fiber::Fiber() : live_exceptions_(find_live_exceptions()), tsan_thread_(sanitizer::running_thread())
{
}

Fiber::Fiber(Entry entry, void* argument)
    : stack_(Stack::take()), entry_(entry), argument_(argument),
      live_exceptions_(find_live_exceptions()), bottom_(stack_.bottom()), size_(Stack::size()),
      tsan_thread_(sanitizer::create_thread())
{
    context_ = context::make_fcontext(stack_.top(), Stack::size(), &start<context::transfer_t>);
}

Fiber::~Fiber()
{
    if (entry_ != nullptr)
        sanitizer::destroy_thread(tsan_thread_);
}

void Fiber::switch_to(Carrier& next, Order order)
{
    jump(*this, static_cast<Fiber&>(next), order, &fake_stack_);
}

void Fiber::jump(Fiber& from, Fiber& to, Order order, void** fake_stack)
{
    from.exceptions_ = *from.live_exceptions_;
    *from.live_exceptions_ = to.exceptions_;
    from.target_ = &to;
    sanitizer::start_switch(fake_stack, to.bottom_, to.size_);
    sanitizer::switch_thread(to.tsan_thread_, order != Order::none);
    const context::transfer_t back = context::jump_fcontext(to.context_, &from);
    arrive(from, *static_cast<Fiber*>(back.data), back.fctx);
}

// On the new stack: keeps where the fiber we came from can be continued.
void Fiber::arrive(Fiber& arrived, Fiber& left, void* left_context)
{
    left.context_ = left_context;
    sanitizer::finish_switch(arrived.fake_stack_, &left.bottom_, &left.size_);
}

template <class Transfer> void Fiber::start(Transfer transfer)
{
    Fiber& left = *static_cast<Fiber*>(transfer.data);
    Fiber& self = *left.target_;
    arrive(self, left, transfer.fctx);
    const Departure last = self.entry_(self.argument_);
    jump(self, static_cast<Fiber&>(*last.next), last.order, nullptr);
    __builtin_unreachable();
}

} // namespace openwdf::exec
