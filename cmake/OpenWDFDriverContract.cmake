# The driver compile contract, line by line. Data only: OpenWDFDriver.cmake turns it into
# OpenWDF::driver, tools/check/self_contained.py compiles our public headers with it.
# tests/drivers has a test for each line; a line without one does not belong here.
#
# Deliberately absent: _WIN32 and _MSC_VER. Drivers and the libraries they carry take them to mean
# that the Microsoft compiler and C library are here. They are not, and the inline assembler, SEH
# and <intrin.h> behind those guards would not compile.

set(OPENWDF_DRIVER_C_STANDARD 11)   # with GNU extensions; MSVC's C is C11 and more ...
set(OPENWDF_DRIVER_CXX_STANDARD 17) # ... and what the kits' projects are written in

set(OPENWDF_DRIVER_FLAGS
    -fshort-wchar                     # WCHAR is 16 bits
    -fms-extensions                   # unnamed members, __declspec under clang
    -fno-strict-aliasing              # MSVC has no type based aliasing
    -fwrapv                           # signed overflow wraps
    -fno-delete-null-pointer-checks   # a null test after a dereference stays
    -fsigned-char                     # CHAR is signed
    -mms-bitfields                    # bit-fields start a new unit when the type changes
    -fexceptions                      # a bug check unwinds through C frames too ...
    -fasynchronous-unwind-tables      # ... from any instruction
    -fno-optimize-sibling-calls       # the return address of a DDI call is in its caller's source
    -fvisibility=hidden               # only openwdf_image leaves the module
    -g                                # reports name the driver's file and line
    -Wno-multichar                    # pool tags are written 'gaTx'
    -Wno-unknown-pragmas)             # alloc_text, warning(push), ...
set(OPENWDF_DRIVER_C_FLAGS
    -fcommon)                         # tentative definitions in headers are merged
set(OPENWDF_DRIVER_CXX_FLAGS
    -fvisibility-inlines-hidden)
set(OPENWDF_DRIVER_GNU_CXX_FLAGS
    -fno-gnu-unique)                  # two drivers' inline statics stay two objects
set(OPENWDF_DRIVER_CLANG_FLAGS
    -fno-sanitize=function            # callbacks are cast between function types everywhere
    -Wno-microsoft)                   # the extensions asked for above
set(OPENWDF_DRIVER_LINK_FLAGS
    -Wl,-Bsymbolic)                   # a driver's own index() is the driver's
set(OPENWDF_DRIVER_DEFINITIONS
    _WIN64=1
    _AMD64_=1
    AMD64=1
    UNICODE=1
    _UNICODE=1
    NTDDI_VERSION=0x0A000010
    WINVER=0x0A00
    _WIN32_WINNT=0x0A00)
set(OPENWDF_DRIVER_KERNEL_DEFINITIONS
    _KERNEL_MODE=1)
