// Which machine a call belongs to when its thread has no context. The list of machines is the only
// thing of the gate that is process-wide, because the question is: it asks about code addresses.
#pragma once

namespace openwdf::gate {

class Border;

class RegisteredMachine {
public:
    using OwnsAddress = bool (*)(const void* machine, const void* address);

    // `owns_address` tells whether code at an address belongs to one of the machine's drivers.
    RegisteredMachine(Border& border, const void* machine, OwnsAddress owns_address);
    ~RegisteredMachine();
    RegisteredMachine(const RegisteredMachine&) = delete;
    RegisteredMachine& operator=(const RegisteredMachine&) = delete;

    Border& border() const { return border_; }
    bool owns(const void* address) const { return owns_address_(machine_, address); }

private:
    Border& border_;
    const void* machine_;
    OwnsAddress owns_address_;
};

// The machine that owns the code at `address`, else the only machine, else nullptr.
Border* find_machine_of(const void* address);

} // namespace openwdf::gate
