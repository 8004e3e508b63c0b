// A C++ driver: static constructors, function-local statics, RAII, templates, an operator new of
// its own. Built twice; VALUE tells the two apart.
#include "probe.h"

#include <cstddef>
#include <string>
#include <vector>

inline int InlineVariable = VALUE; // -fno-gnu-unique: one per driver

template <class T> struct Registry {
    static T entries;
};
template <class T> T Registry<T>::entries = VALUE;

namespace {

std::size_t own_allocations = 0;

class Device {
public:
    explicit Device(int number) : number_(number) {}
    ~Device() { number_ = -1; }
    int next() { return ++number_; }

private:
    int number_;
};

Device first_device(VALUE);
std::string name("a name that is too long for the small string buffer");

class Depth {
public:
    explicit Depth(int& depth) : depth_(depth) { ++depth_; }
    ~Depth() { --depth_; }

private:
    int& depth_;
};

Device& local_device()
{
    static Device device(1000 + VALUE);
    return device;
}

template <class T> T twice(T value)
{
    return value + value;
}

} // namespace

void* operator new(std::size_t size, int* tag)
{
    ++own_allocations;
    return static_cast<void*>(tag + size * 0);
}

extern "C" int DriverEntry(void*, contract_probe* probe)
{
    int depth = 0;
    {
        const Depth outer(depth);
        EXPECT(depth == 1);
    }
    EXPECT(depth == 0);
    int storage = 0;
    new (&storage) int(5);
    EXPECT(storage == 5);
    EXPECT(own_allocations > 0);
    EXPECT(twice(21) == 42);
    EXPECT(name.size() == 51);
    const std::vector<int> numbers{1, 2, 3};
    EXPECT(numbers.size() == 3);
    probe->values[0] = first_device.next();
    probe->values[1] = local_device().next();
    probe->values[2] = InlineVariable++;
    probe->values[3] = Registry<int>::entries++;
    return 0;
}
