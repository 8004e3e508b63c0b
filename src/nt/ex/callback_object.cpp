#include "nt/ex/callback_object.hpp"

#include "gate/callback.hpp"
#include "nt/executive.hpp"
#include "nt/rtl/unicode.hpp"
#include "nt/rtl/upcase.hpp"

#include <algorithm>
#include <mutex>

namespace {

struct Registration {
    openwdf::base::Link link;
    _CALLBACK_OBJECT* object = nullptr;
    PCALLBACK_FUNCTION function = nullptr;
    void* parameter = nullptr;
    const openwdf::gate::DriverIdentity* driver = nullptr;
    unsigned running = 0;
    const openwdf::gate::ThreadContext* runner = nullptr; // the last one that went in
    bool leaving = false;                                 // not called any more
    bool abandoned = false;                               // its last call ends it
    KEVENT idle{};
};

} // namespace

struct _CALLBACK_OBJECT {
    openwdf::base::List<Registration, &Registration::link> registrations;
    bool allow_multiple = false;
    bool of_system = false;
};

namespace openwdf::nt::ex {

namespace {

struct CallbackRecord {
    explicit CallbackRecord(Executive& executive);
    ~CallbackRecord();
    CallbackRecord(const CallbackRecord&) = delete;
    CallbackRecord& operator=(const CallbackRecord&) = delete;

    ob::ObjectHeader header;
    _CALLBACK_OBJECT object;
};

void destroy_callback(ob::ObjectHeader& header)
{
    if (!header.executive.ending())
        (void)header.executive.names.remove(header.name);
    delete reinterpret_cast<CallbackRecord*>(&header);
}

CallbackRecord::CallbackRecord(Executive& executive)
    : header(executive, ob::ObjectType::callback, destroy_callback)
{
    CHECK(&ob::header_of(&object) == &header);
    executive.objects.add(header);
}

// A registration references its object, so only the end of the machine finds some left.
CallbackRecord::~CallbackRecord()
{
    while (Registration* left = object.registrations.pop_front())
        delete left;
    header.executive.objects.remove(header);
}

bool is_of_system(std::u16string_view path)
{
    std::u16string folded(path);
    std::ranges::transform(folded, folded.begin(), rtl::upcase);
    return folded == u"\\CALLBACK\\SETSYSTEMTIME" || folded == u"\\CALLBACK\\POWERSTATE" ||
           folded == u"\\CALLBACK\\PROCESSORADD";
}

// The object of that name, referenced.
base::Result<_CALLBACK_OBJECT*> open(Executive& executive, std::u16string_view path)
{
    const ob::Namespace::Found found = TRY(executive.names.resolve(path));
    const bool is_callback = ob::header_of(found.body).type == ob::ObjectType::callback;
    if (is_callback && found.remaining.empty())
        return static_cast<_CALLBACK_OBJECT*>(found.body);
    (void)ob::dereference(found.body);
    return base::Failure{is_callback ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_OBJECT_TYPE_MISMATCH};
}

base::Result<_CALLBACK_OBJECT*> make(Executive& executive, std::u16string_view path,
                                     bool allow_multiple, bool permanent)
{
    auto* record = new CallbackRecord(executive);
    record->object.allow_multiple = allow_multiple;
    record->object.of_system = is_of_system(path);
    if (permanent)
        (void)ob::reference(&record->object);
    const auto named = executive.names.insert_object(path, &record->object);
    if (named.ok()) {
        record->header.name = path;
        return &record->object;
    }
    delete record;
    return base::Failure{named.status()};
}

// Somebody else may make or drop the object between two steps; then the steps are taken again.
base::Result<_CALLBACK_OBJECT*> open_or_make(Executive& executive, std::u16string_view path,
                                             bool create, bool allow_multiple, bool permanent)
{
    const bool of_system = is_of_system(path);
    for (;;) {
        auto object = open(executive, path);
        if (object.ok() || object.status() != STATUS_OBJECT_NAME_NOT_FOUND ||
            !(create || of_system))
            return object;
        object = make(executive, path, allow_multiple || of_system, permanent || of_system);
        if (object.ok() || object.status() != STATUS_OBJECT_NAME_COLLISION)
            return object;
        executive.scheduler().yield();
    }
}

// The next one to call behind `after`, nullptr at the end.
Registration* next_to_call(gate::ThreadContext& context, _CALLBACK_OBJECT& object,
                           Registration* after)
{
    std::lock_guard guard(executive_of(context).waits_lock);
    Registration* next =
        after == nullptr ? object.registrations.front() : object.registrations.after(*after);
    while (next != nullptr && next->leaving)
        next = object.registrations.after(*next);
    if (next != nullptr) {
        ++next->running;
        next->runner = &context;
    }
    return next;
}

void remove(gate::ThreadContext& context, Registration& registration)
{
    _CALLBACK_OBJECT& object = *registration.object;
    {
        std::lock_guard guard(executive_of(context).waits_lock);
        object.registrations.remove(registration);
    }
    delete &registration;
    (void)ob::dereference(&object);
}

void end_call(gate::ThreadContext& context, Registration& registration)
{
    Executive& executive = executive_of(context);
    bool last = false;
    {
        std::lock_guard guard(executive.waits_lock);
        last = --registration.running == 0 && registration.leaving;
        if (last && !registration.abandoned)
            (void)executive.dispatcher.set_event(registration.idle);
        last = last && registration.abandoned;
    }
    if (last)
        remove(context, registration);
}

// True when the routine is running; false inside it, where waiting would be for ever.
bool must_wait(gate::ThreadContext& context, Registration& registration)
{
    std::lock_guard guard(executive_of(context).waits_lock);
    registration.leaving = true;
    registration.abandoned = registration.running != 0 && registration.runner == &context;
    return registration.running != 0 && !registration.abandoned;
}

} // namespace

NTSTATUS create_callback(gate::ThreadContext& context, PCALLBACK_OBJECT& object,
                         const OBJECT_ATTRIBUTES& attributes, bool create, bool allow_multiple)
{
    object = nullptr;
    if (attributes.ObjectName == nullptr || attributes.ObjectName->Length == 0)
        return STATUS_UNSUCCESSFUL;
    if (attributes.RootDirectory != nullptr)
        return STATUS_INVALID_HANDLE;
    auto made = open_or_make(executive_of(context), rtl::view_of(*attributes.ObjectName), create,
                             allow_multiple, (attributes.Attributes & OBJ_PERMANENT) != 0);
    if (made.ok())
        object = made.value();
    return made.status();
}

void* register_callback(gate::ThreadContext& context, _CALLBACK_OBJECT& object,
                        PCALLBACK_FUNCTION function, void* parameter)
{
    Executive& executive = executive_of(context);
    auto registration = std::make_unique<Registration>();
    registration->object = &object;
    registration->function = function;
    registration->parameter = parameter;
    registration->driver = context.driver != nullptr ? context.driver : &executive.nobody;
    ke::initialize_event(registration->idle, NotificationEvent, false);
    std::lock_guard guard(executive.waits_lock);
    if (!object.allow_multiple && !object.registrations.empty())
        return nullptr;
    (void)ob::reference(&object);
    object.registrations.push_back(*registration);
    return registration.release();
}

void unregister_callback(gate::ThreadContext& context, void* handle)
{
    Executive& executive = executive_of(context);
    auto* registration = static_cast<Registration*>(handle);
    if (must_wait(context, *registration)) {
        (void)executive.dispatcher.wait_until(&registration->idle, base::k_never);
    } else if (registration->abandoned) {
        context.border->report("callback-unregistered-in-callback",
                               "ExUnregisterCallback from inside the routine would wait for "
                               "itself; it returns at once");
        return;
    }
    remove(context, *registration);
}

void notify_callbacks(gate::ThreadContext& context, _CALLBACK_OBJECT& object, void* argument1,
                      void* argument2)
{
    if (object.of_system)
        context.border->report("system-callback-notified",
                               "a driver notifies a callback object of the system, which is for "
                               "the system alone");
    Registration* one = next_to_call(context, object, nullptr);
    while (one != nullptr) {
        gate::call_driver<gate::Callback::CallbackFunction>(
            *one->driver, gate::DriverFn<void(void*, void*, void*)>(one->function), one->parameter,
            argument1, argument2);
        Registration* next = next_to_call(context, object, one);
        end_call(context, *one);
        one = next;
    }
}

} // namespace openwdf::nt::ex
