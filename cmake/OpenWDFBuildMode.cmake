# Language level, optimisation, sanitizers, warnings. Everything here holds for every target of the
# tree, drivers included (a driver without the sanitizer would hide the bugs we exist to find),
# except openwdf_warnings, which only our own code links.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)
set(CMAKE_C_STANDARD 17)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_CXX_COMPILER_ID MATCHES "^(GNU|Clang)$")
    message(FATAL_ERROR "OpenWDF needs gcc or clang, not ${CMAKE_CXX_COMPILER_ID}")
endif()
if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    message(FATAL_ERROR "OpenWDF runs on Linux x86-64 only")
endif()

# Of C++. -g1 keeps what a stack trace needs, files, lines and functions, in a fifth less time;
# a debugger wants the variables too. Drivers in C always have all of it: reports name their lines,
# and clang's -g1 does not tell a wrapper of the headers from a function of the driver.
set(OPENWDF_DEBUG_INFO "-g" CACHE STRING "-g | -g1 | -g0")

if(PROJECT_IS_TOP_LEVEL)
    if(NOT CMAKE_BUILD_TYPE)
        set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
    endif()
    # CHECK stays on in every mode; nothing of ours looks at NDEBUG, and a driver's own assert()
    # should not vanish either.
    set(CMAKE_C_FLAGS_DEBUG "-O0 -g")
    set(CMAKE_C_FLAGS_RELEASE "-O2 -g")
    set(CMAKE_CXX_FLAGS_DEBUG "-O0 ${OPENWDF_DEBUG_INFO}")
    set(CMAKE_CXX_FLAGS_RELEASE "-O2 ${OPENWDF_DEBUG_INFO}")

    find_program(OPENWDF_CCACHE ccache)
    if(OPENWDF_CCACHE)
        foreach(language C CXX)
            if(NOT CMAKE_${language}_COMPILER_LAUNCHER)
                set(CMAKE_${language}_COMPILER_LAUNCHER "${OPENWDF_CCACHE}")
            endif()
        endforeach()
    endif()
endif()

# clang links its sanitizer run time into the executable only: a shared object then has undefined
# symbols by design, and -z defs must go.
set(OPENWDF_SANITIZER_RUNTIME_IS_STATIC OFF)
if(OPENWDF_SANITIZE)
    set(sanitize_options -O1 -fno-omit-frame-pointer)
    if(OPENWDF_SANITIZE STREQUAL "fuzzer")
        if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
            message(FATAL_ERROR "OPENWDF_SANITIZE=fuzzer needs clang (libFuzzer)")
        endif()
        set(sanitize_link -fsanitize=fuzzer-no-link,address)
    elseif(OPENWDF_SANITIZE MATCHES "^(address,undefined|address|undefined|thread)$")
        set(sanitize_link -fsanitize=${OPENWDF_SANITIZE})
    else()
        message(FATAL_ERROR "OPENWDF_SANITIZE=${OPENWDF_SANITIZE} is not known")
    endif()
    if(OPENWDF_SANITIZE MATCHES "undefined")
        list(APPEND sanitize_options -fno-sanitize-recover=all)
        # Enums in structures are what a driver wrote there; the runtime reads and then judges them
        # (both compilers default to -fno-strict-enums, which makes that defined).
        list(APPEND sanitize_options -fno-sanitize=enum)
        # The runtime calls drivers through types that its own headers declare; the check compares
        # type infos across modules that hide theirs.
        if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
            list(APPEND sanitize_options -fno-sanitize=function)
        endif()
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Instrumented code confuses gcc's flow analysis; the release build keeps the warning.
        list(APPEND sanitize_options -Wno-maybe-uninitialized)
    endif()
    add_compile_options(${sanitize_link} ${sanitize_options})
    add_link_options(${sanitize_link})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        set(OPENWDF_SANITIZER_RUNTIME_IS_STATIC ON)
    endif()
endif()

add_library(openwdf_warnings INTERFACE)
target_compile_options(openwdf_warnings INTERFACE
    -Wall -Wextra -Werror -Wshadow -Wformat=2 -Wvla -Wcast-qual
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wsuggest-override -Wduplicated-cond -Wlogical-op>
    $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wsuggest-override -Wunreachable-code>)
