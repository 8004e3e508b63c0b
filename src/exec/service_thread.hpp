// The Thread of a processor: what SchedulerConfig::make_thread makes, or a plain one.
#pragma once

#include "exec/scheduler.hpp"

namespace openwdf::exec {

class ServiceThread final : public Thread {
public:
    ServiceThread(std::string name, std::function<void()> body)
        : Thread(std::move(name)), body_(std::move(body))
    {
    }
    void run() override { body_(); }

private:
    std::function<void()> body_;
};

inline std::unique_ptr<Thread> make_service_thread(const SchedulerConfig& config, unsigned number,
                                                   std::function<void()> body)
{
    std::string name = "processor " + std::to_string(number);
    if (config.make_thread)
        return config.make_thread(std::move(name), std::move(body));
    return std::make_unique<ServiceThread>(std::move(name), std::move(body));
}

} // namespace openwdf::exec
