"""gdb commands for a simulated machine, whose threads are fibers that gdb does not know.

    (gdb) source tools/gdb/openwdf.py
    (gdb) openwdf threads           every thread of the running machine, and what it does
    (gdb) openwdf bt ID             the backtrace of one of them
    (gdb) openwdf bt all

The process must be stopped on the OS thread that runs the machine. x86-64, live processes.
"""

import gdb

# Where Boost.Context's jump leaves the registers, from the saved stack pointer up.
SAVED = {"r12": 0x08, "r13": 0x10, "r14": 0x18, "r15": 0x20, "rbx": 0x28, "rbp": 0x30, "rip": 0x38}
FRAME_BYTES = 0x40
REGISTERS = [*SAVED, "rsp"]


def in_cpp(command):
    """A driver's frame is C, which knows no namespaces."""
    def run(self, argument, from_tty):
        gdb.execute("set language c++", to_string=True)
        try:
            command(self, argument, from_tty)
        finally:
            gdb.execute("set language auto", to_string=True)
    return run


def running_thread():
    thread = gdb.parse_and_eval("openwdf::exec::t_current")
    if int(thread) == 0:
        raise gdb.GdbError("the selected OS thread works for no machine at the moment")
    return thread


def state_of(thread):
    """What the scheduler keeps of a thread: a unique_ptr, which is its pointer."""
    pointer = gdb.lookup_type("openwdf::exec::ThreadState").pointer()
    state = thread["state"].address.cast(pointer.pointer()).dereference()
    return state.cast(state.dynamic_type)


def members(scheduler):
    """The SimThread of every thread, by id. They are linked through `member`."""
    sim_thread = gdb.lookup_type("openwdf::exec::SimThread")
    offset = next(int(f.bitpos) // 8 for f in sim_thread.fields() if f.name == "member")
    head = scheduler["members_"]["head_"]
    link = head["next"]
    while int(link) != int(head.address):
        yield gdb.Value(int(link) - offset).cast(sim_thread.pointer())
        link = link["next"]


def carrier_of(state):
    pointer = gdb.lookup_type("openwdf::exec::Carrier").pointer()
    carrier = state["carrier"].address.cast(pointer.pointer()).dereference().dereference()
    return carrier.cast(carrier.dynamic_type)


def scheduler_of(state):
    scheduler = state["scheduler"].address
    return scheduler.cast(scheduler.dynamic_type).dereference()


def threads():
    state = state_of(running_thread())
    if "SimThread" not in str(state.type):
        raise gdb.GdbError("this machine is live: its threads are gdb's (info threads)")
    return list(members(scheduler_of(state)))


def name_of(state):
    return state["thread"]["name_"]["_M_dataplus"]["_M_p"].string()


def status_of(state):
    return str(state["status"]).rsplit("::", 1)[-1]


def read_word(address):
    return int(gdb.parse_and_eval(f"*(unsigned long*){address}"))


class Standing:
    """The registers of a fiber that waits, put in place of the running one's."""

    def __init__(self, context):
        self.context = context

    def __enter__(self):
        gdb.execute("select-frame 0")
        self.saved = {name: int(gdb.parse_and_eval(f"${name}").cast(gdb.lookup_type("long")))
                      for name in REGISTERS}
        for name, offset in SAVED.items():
            gdb.execute(f"set ${name} = {read_word(self.context + offset)}")
        gdb.execute(f"set $rsp = {self.context + FRAME_BYTES}")

    def __exit__(self, *unused):
        gdb.execute("select-frame 0")
        for name, value in self.saved.items():
            gdb.execute(f"set ${name} = {value}")


def backtrace(state, running):
    print(f"thread {int(state['thread']['id'])} '{name_of(state)}' ({status_of(state)})")
    if int(state) == int(running):
        gdb.execute("bt")
        return
    carrier = carrier_of(state)
    if "Fiber" not in str(carrier.type):
        print("  an OS thread of its own: info threads, thread N, bt")
        return
    context = int(carrier["context_"])
    if context == 0:
        print("  never ran, or the OS thread's own stack")
        return
    with Standing(context):
        gdb.execute("bt")


class OpenWdf(gdb.Command):
    """Threads of a simulated OpenWDF machine."""

    def __init__(self):
        super().__init__("openwdf", gdb.COMMAND_STACK, prefix=True)


class Threads(gdb.Command):
    """Lists the threads of the running machine: id, status, name."""

    def __init__(self):
        super().__init__("openwdf threads", gdb.COMMAND_STACK)

    @in_cpp
    def invoke(self, argument, from_tty):
        running = state_of(running_thread())
        for state in threads():
            mark = "*" if int(state) == int(running) else " "
            print(f"{mark} {int(state['thread']['id']):3} {status_of(state):22} {name_of(state)}")


class Backtrace(gdb.Command):
    """openwdf bt ID|all: the backtrace of a thread of the running machine."""

    def __init__(self):
        super().__init__("openwdf bt", gdb.COMMAND_STACK)

    @in_cpp
    def invoke(self, argument, from_tty):
        running = state_of(running_thread())
        wanted = [state for state in threads()
                  if argument == "all" or str(int(state["thread"]["id"])) == argument.strip()]
        if not wanted:
            raise gdb.GdbError("usage: openwdf bt ID, or all; `openwdf threads` lists the ids")
        for state in wanted:
            backtrace(state, running)


OpenWdf()
Threads()
Backtrace()
