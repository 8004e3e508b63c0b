#include "nt/executive.hpp"

#include "nt/io/driver.hpp"

#include <cstdio>
#include <mutex>

namespace openwdf::nt {

Executive::Executive(gate::Border& border)
    : dpcs(border.scheduler()), timers(border.scheduler()), driver_timers(*this), threads(border),
      workers(border, threads), nobody{"unknown driver", &border},
      debug_print([](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }),
      border_(border)
{
    border.executive = this;
}

Executive::~Executive()
{
    ending_ = true;
    objects.destroy_all();
    if (border_.executive == this)
        border_.executive = nullptr;
}

gate::DriverIdentity& Executive::name_driver(std::string name)
{
    const std::lock_guard guard(device_lock);
    return identities_.emplace_front(gate::DriverIdentity{std::move(name), &border_});
}

io::DriverRecord& Executive::runtime_driver()
{
    if (runtime_driver_ == nullptr)
        runtime_driver_ = io::create_driver(*this, u"OpenWDF", true);
    return *runtime_driver_;
}

} // namespace openwdf::nt
