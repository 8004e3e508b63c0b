#include "nt/ps/thread.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"
#include "nt/io/thread_irps.hpp"

#include <memory>

namespace openwdf::nt::ps {

namespace {

// What drivers see of a thread, a pointer they wait on.
struct ThreadBody {
    DISPATCHER_HEADER header{};
    NTSTATUS exit_status = STATUS_PENDING;
    LONG priority = k_normal_priority; // atomic
};

struct ThreadRecord {
    explicit ThreadRecord(Executive& executive);
    ~ThreadRecord() { header.executive.objects.remove(header); }
    ThreadRecord(const ThreadRecord&) = delete;
    ThreadRecord& operator=(const ThreadRecord&) = delete;

    ob::ObjectHeader header;
    ThreadBody object;
    io::ThreadIrps irps;
};

ThreadRecord& record_of(void* body)
{
    return *reinterpret_cast<ThreadRecord*>(&ob::header_of(body));
}

void destroy_thread(ob::ObjectHeader& header)
{
    delete reinterpret_cast<ThreadRecord*>(&header);
}

ThreadRecord::ThreadRecord(Executive& executive)
    : header(executive, ob::ObjectType::thread, destroy_thread)
{
    CHECK(&ob::header_of(&object) == &header);
    ke::initialize_header(object.header, ke::k_thread, sizeof object, 0);
    executive.objects.add(header);
}

// Unwinds the driver's frames of a thread that ends itself (decision 0017).
struct ThreadTerminated {
    NTSTATUS status;
};

struct Start {
    ThreadRecord* record;
    const gate::DriverIdentity* driver;
    PKSTART_ROUTINE routine;
    void* parameter;
};

void run_routine(const Start& start)
{
    try {
        gate::call_driver<gate::Callback::StartRoutine>(
            *start.driver, gate::DriverFn<void(void*)>(start.routine), start.parameter);
        start.record->object.exit_status = STATUS_SUCCESS;
    } catch (const ThreadTerminated& end) {
        start.record->object.exit_status = end.status;
    }
}

// Nobody can release what the thread takes with it: as on Windows, a mutex of the kernel is never
// handed on as abandoned.
void require_no_mutex(gate::ThreadContext& context)
{
    constexpr std::uint32_t k_thread_terminate_held_mutex = 0x4000008A;
    const void* mutex = executive_of(context).dispatcher.mutex_of(context);
    if (mutex == nullptr)
        return;
    gate::bug_check(k_thread_terminate_held_mutex,
                    reinterpret_cast<std::uint64_t>(context.thread_object),
                    reinterpret_cast<std::uint64_t>(mutex), 0, 0,
                    "a thread ends that owns a mutex; it has to release it first");
}

// The thread owns a reference to its object, also when the machine stops under it.
void run_thread(const Start& start)
{
    gate::ThreadContext& context = *gate::current_context();
    context.thread_object = &start.record->object;
    executive_of(context).dispatcher.disown_all(context);
    run_routine(start);
    context.driver = start.driver;
    start.record->irps.run_down(executive_of(context));
    require_no_mutex(context);
    context.driver = nullptr;
    context.thread_object = &context;
    (void)executive_of(context).dispatcher.signal(start.record->object.header);
    (void)ob::dereference(&start.record->object);
}

ThreadBody* body_of(void* thread)
{
    auto* header = static_cast<DISPATCHER_HEADER*>(thread);
    return header->Type == ke::k_thread ? reinterpret_cast<ThreadBody*>(header) : nullptr;
}

} // namespace

io::ThreadIrps* irps_of(const gate::ThreadContext& context)
{
    return context.thread_object == &context ? nullptr : &record_of(context.thread_object).irps;
}

NTSTATUS create_system_thread(gate::ThreadContext& context, HANDLE& handle, CLIENT_ID* id,
                              PKSTART_ROUTINE routine, void* parameter)
{
    Executive& executive = executive_of(context);
    const gate::DriverIdentity* driver =
        context.driver != nullptr ? context.driver : &executive.nobody;
    auto* record = new ThreadRecord(executive);
    handle = executive.handles.insert(&record->object);
    if (id != nullptr)
        *id = CLIENT_ID{process_id(), handle};
    const Start start{record, driver, routine, parameter};
    executive.threads.start("system thread of " + driver->name, [start] { run_thread(start); });
    return STATUS_SUCCESS;
}

NTSTATUS terminate_system_thread(gate::ThreadContext& context, NTSTATUS status)
{
    if (context.thread_object == &context)
        return STATUS_INVALID_PARAMETER;
    throw ThreadTerminated{status};
}

NTSTATUS wait_for_handle(gate::ThreadContext& context, HANDLE handle, const LARGE_INTEGER* timeout)
{
    Executive& executive = executive_of(context);
    void* body = nullptr;
    NTSTATUS status = executive.handles.reference_typed(handle, true, true, body);
    if (!NT_SUCCESS(status))
        return status;
    const bool is_file = ob::header_of(body).type == ob::ObjectType::file;
    void* object = is_file ? &static_cast<FILE_OBJECT*>(body)->Event : body;
    status = executive.dispatcher.wait({&object, 1}, WaitAny, timeout);
    (void)ob::dereference(body);
    return status;
}

// Multiples of four, and never 0, as on Windows.
HANDLE thread_id(const gate::ThreadContext& context)
{
    return reinterpret_cast<HANDLE>((std::uintptr_t{context.id} + 2) * 4);
}

HANDLE process_id()
{
    constexpr std::uintptr_t k_system_process = 4;
    return reinterpret_cast<HANDLE>(k_system_process);
}

KPRIORITY priority(const void* thread)
{
    const ThreadBody* body = body_of(const_cast<void*>(thread));
    return body == nullptr ? k_normal_priority : __atomic_load_n(&body->priority, __ATOMIC_RELAXED);
}

KPRIORITY set_priority(void* thread, KPRIORITY priority)
{
    ThreadBody* body = body_of(thread);
    return body == nullptr ? k_normal_priority
                           : __atomic_exchange_n(&body->priority, priority, __ATOMIC_RELAXED);
}

} // namespace openwdf::nt::ps
