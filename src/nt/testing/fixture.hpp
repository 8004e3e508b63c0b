// A machine without drivers for the unit tests of nt: host, scheduler, border and executive, the
// test's thread attached. Tests run live or simulated; a simulated one has virtual time.
#pragma once

#include "exec/scheduler.hpp"
#include "explore/random_walk.hpp"
#include "gate/stop.hpp"
#include "nt/executive.hpp"
#include "nt/io/completion.hpp"
#include "nt/io/device.hpp"
#include "nt/io/provider.hpp"
#include "nt/io/stack.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace openwdf::nt::testing {

enum class World { live, simulated };

class TestMachine {
public:
    explicit TestMachine(World world, std::uint64_t seed = 1)
        : strategy_(seed),
          host_(world == World::live ? host::make_linux_host() : host::make_simulated_host(seed)),
          border_(gate::Profile::on), main_("main", border_)
    {
        exec::SchedulerConfig config;
        config.make_thread = [this](std::string name, std::function<void()> body) {
            return std::make_unique<gate::BodyThread>(std::move(name), border_, std::move(body));
        };
        config.on_deadlock = [this](const exec::DeadlockReport&) {
            border_.stop({gate::k_openwdf_deadlock, {}, "deadlock"});
        };
        scheduler_ = world == World::live
                         ? exec::make_live_scheduler(*host_, std::move(config))
                         : exec::make_simulated_scheduler(*host_, strategy_, std::move(config));
        border_.set_scheduler(*scheduler_);
        executive_ = std::make_unique<Executive>(border_);
        scheduler_->attach(main_);
    }

    ~TestMachine()
    {
        scheduler_->stop();
        executive_->threads.join_all();
        scheduler_->detach(main_);
        scheduler_.reset();
        executive_.reset();
    }

    TestMachine(const TestMachine&) = delete;
    TestMachine& operator=(const TestMachine&) = delete;

    Executive& executive() { return *executive_; }
    gate::Border& border() { return border_; }
    exec::Scheduler& scheduler() { return *scheduler_; }
    gate::ThreadContext& main() { return main_; }

    // Runs `body` on a thread of its own; join() before the machine ends.
    std::unique_ptr<gate::BodyThread> start(std::string name, std::function<void()> body)
    {
        auto thread = std::make_unique<gate::BodyThread>(std::move(name), border_, std::move(body));
        scheduler_->start(*thread);
        return thread;
    }
    void join(gate::BodyThread& thread) { scheduler_->join(thread); }

    // Lets the others run until nobody has anything to do before `ticks` have passed.
    void sleep(base::Ticks ticks)
    {
        const base::Ticks until = scheduler_->interrupt_time() + ticks;
        while (scheduler_->park(until) == exec::Wake::unparked) {
        }
    }

    // Runs `body`, which must stop the machine; the bug check.
    gate::BugCheckReport stopping(const std::function<void()>& body)
    {
        EXPECT_FALSE(gate::run_guarded(main_, body));
        return border_.bug_check().value_or(gate::BugCheckReport{});
    }

    std::vector<std::string> report_rules() const
    {
        std::vector<std::string> rules;
        for (const gate::Report& report : border_.reports())
            rules.push_back(report.rule);
        return rules;
    }

private:
    explore::RandomWalk strategy_;
    std::unique_ptr<host::Host> host_;
    gate::Border border_;
    std::unique_ptr<exec::Scheduler> scheduler_;
    gate::ThreadContext main_;
    std::unique_ptr<Executive> executive_;
};

class NtTest : public ::testing::Test {
protected:
    Executive& executive() { return machine_.executive(); }

    TestMachine machine_{World::simulated};
};

// A lower device of ours whose answers are the test's.
class ScriptedProvider : public io::Provider {
public:
    using Answer = std::function<NTSTATUS(IRP&)>;

    Answer on_create, on_cleanup, on_close, on_read, on_write, on_control, on_pnp;

    NTSTATUS create(IRP& irp) override
    {
        return on_create ? on_create(irp) : Provider::create(irp);
    }
    NTSTATUS cleanup(IRP& irp) override
    {
        return on_cleanup ? on_cleanup(irp) : Provider::cleanup(irp);
    }
    NTSTATUS close(IRP& irp) override { return on_close ? on_close(irp) : Provider::close(irp); }
    NTSTATUS read(IRP& irp) override { return on_read ? on_read(irp) : Provider::read(irp); }
    NTSTATUS write(IRP& irp) override { return on_write ? on_write(irp) : Provider::write(irp); }
    NTSTATUS device_control(IRP& irp) override
    {
        return on_control ? on_control(irp) : Provider::device_control(irp);
    }
    NTSTATUS pnp(IRP& irp) override { return on_pnp ? on_pnp(irp) : Provider::pnp(irp); }
};

// A device whose dispatch routine counts as driver code: it is reached through the callback gate.
class DriverDevice {
public:
    using Dispatch = std::function<NTSTATUS(DEVICE_OBJECT&, IRP&)>;

    DriverDevice(Executive& executive, std::u16string name, Dispatch dispatch)
        : dispatch_(std::move(dispatch))
    {
        driver_ = io::create_driver(executive, name, false);
        std::fill(std::begin(driver_->object.MajorFunction),
                  std::end(driver_->object.MajorFunction), &DriverDevice::run);
        io::DeviceSpec spec;
        spec.name = u"\\Device\\" + name;
        device_ = io::create_device(driver_->object, spec).take();
        io::record_of(*device_).framework = this;
        device_->Flags &= ~static_cast<ULONG>(DO_DEVICE_INITIALIZING);
    }
    DriverDevice(const DriverDevice&) = delete;
    DriverDevice& operator=(const DriverDevice&) = delete;

    DEVICE_OBJECT& object() { return *device_; }
    io::DriverRecord& driver() { return *driver_; }
    DEVICE_OBJECT& below() { return *io::record_of(*device_).attached_to; }

private:
    static NTSTATUS run(DEVICE_OBJECT* device, IRP* irp)
    {
        auto& self = *static_cast<DriverDevice*>(io::record_of(*device).framework);
        return self.dispatch_(*device, *irp);
    }

    Dispatch dispatch_;
    io::DriverRecord* driver_ = nullptr;
    DEVICE_OBJECT* device_ = nullptr;
};

} // namespace openwdf::nt::testing
