# openwdf_add_driver(<name> SOURCES <file>...
#     [KMDF <1.x> | UMDF <2.x> | WDM]      default: KMDF 1.33
#     [ENTRY <function>]                   default: DriverEntry
#     [DEFINITIONS ...] [INCLUDES ...] [LIBRARIES ...])
#   builds the module <name>.so from unmodified driver source under the driver compile contract.
#
# openwdf_add_driver_test(<name> SOURCES <file>... DRIVERS <driver target>...
#     [LIBRARIES ...] [LABELS ...] [DEFINITIONS ...])
#   builds a GoogleTest program on the OpenWDF harness. The path of each driver is the string macro
#   OPENWDF_DRIVER_<NAME>, the target's name in upper case with _ for what is no identifier.
#
# Works in the source tree and from an installation (find_package(OpenWDF)) alike.
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/OpenWDFDriverContract.cmake")
set(_openwdf_cmake_dir "${CMAKE_CURRENT_LIST_DIR}" CACHE INTERNAL "")

# In the tree only: the installed package imports the target.
function(openwdf_define_driver_target)
    add_library(openwdf_driver INTERFACE)
    add_library(OpenWDF::driver ALIAS openwdf_driver)
    set_target_properties(openwdf_driver PROPERTIES EXPORT_NAME driver)
    foreach(folder crt shared wdf)
        target_include_directories(openwdf_driver INTERFACE
            "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include/${folder}>"
            "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/openwdf-wdk/${folder}>")
    endforeach()
    # User mode has its own headers before the kernel's, which <wudfwdm.h> is made of.
    set(is_user "$<STREQUAL:$<TARGET_PROPERTY:OPENWDF_FRAMEWORK>,UMDF>")
    target_include_directories(openwdf_driver INTERFACE
        "$<BUILD_INTERFACE:$<${is_user}:${PROJECT_SOURCE_DIR}/include/um>>"
        "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include/km>"
        "$<INSTALL_INTERFACE:$<${is_user}:${CMAKE_INSTALL_INCLUDEDIR}/openwdf-wdk/um>>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/openwdf-wdk/km>"
        "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
    target_compile_options(openwdf_driver INTERFACE
        ${OPENWDF_DRIVER_FLAGS}
        "$<$<COMPILE_LANGUAGE:C>:${OPENWDF_DRIVER_C_FLAGS}>"
        "$<$<COMPILE_LANGUAGE:CXX>:${OPENWDF_DRIVER_CXX_FLAGS}>"
        "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:${OPENWDF_DRIVER_GNU_CXX_FLAGS}>"
        "$<$<COMPILE_LANG_AND_ID:C,Clang>:${OPENWDF_DRIVER_CLANG_FLAGS}>"
        "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:${OPENWDF_DRIVER_CLANG_FLAGS}>")
    target_compile_definitions(openwdf_driver INTERFACE
        ${OPENWDF_DRIVER_DEFINITIONS}
        "$<$<NOT:${is_user}>:${OPENWDF_DRIVER_KERNEL_DEFINITIONS}>"
        "$<IF:$<CONFIG:Debug>,DBG=1,DBG=0>")
    target_link_options(openwdf_driver INTERFACE ${OPENWDF_DRIVER_LINK_FLAGS})
    # Link only: the harness' C++20 and include directories are not for drivers.
    target_link_libraries(openwdf_driver INTERFACE "$<LINK_ONLY:openwdf>")
    # Cached, so that a project which adds this one as a subdirectory sees it too.
    set(OPENWDF_DRIVER_ENTRY_SOURCE "${PROJECT_SOURCE_DIR}/src/loader/image/driver_entry.c"
        CACHE INTERNAL "")
endfunction()

# "KMDF 1.33" -> KMDF_VERSION_MAJOR=1 KMDF_VERSION_MINOR=33
function(_openwdf_framework_of name kmdf umdf wdm)
    set(given 0)
    foreach(one IN ITEMS kmdf umdf wdm)
        if(${one})
            math(EXPR given "${given} + 1")
        endif()
    endforeach()
    if(given GREATER 1)
        message(FATAL_ERROR "openwdf_add_driver(${name}): one of KMDF, UMDF, WDM")
    endif()
    if(wdm)
        set_target_properties(${name} PROPERTIES OPENWDF_FRAMEWORK WDM)
        return()
    endif()
    set(framework KMDF)
    set(version "${kmdf}")
    if(umdf)
        set(framework UMDF)
        set(version "${umdf}")
    elseif(NOT kmdf)
        set(version 1.33)
    endif()
    if(NOT "${framework} ${version}" MATCHES "^(KMDF 1|UMDF 2)\\.([0-9]+)$")
        message(FATAL_ERROR "openwdf_add_driver(${name}): ${framework} ${version} is no version; "
            "KMDF 1.x or UMDF 2.x")
    endif()
    string(REGEX MATCH "^([0-9]+)\\.([0-9]+)$" unused "${version}")
    set_target_properties(${name} PROPERTIES OPENWDF_FRAMEWORK ${framework})
    target_compile_definitions(${name} PRIVATE
        ${framework}_VERSION_MAJOR=${CMAKE_MATCH_1} ${framework}_VERSION_MINOR=${CMAKE_MATCH_2})
endfunction()

function(_openwdf_export_image_only name)
    cmake_path(GET OPENWDF_DRIVER_ENTRY_SOURCE PARENT_PATH folder)
    target_link_options(${name} PRIVATE "LINKER:--version-script=${folder}/exports.map")
    set_target_properties(${name} PROPERTIES LINK_DEPENDS "${folder}/exports.map")
endfunction()

# clang's sanitizer run time lives in the executable: its symbols stay undefined in a module.
function(_openwdf_forbid_undefined_symbols name)
    get_directory_property(directory_options COMPILE_OPTIONS)
    set(flags "${CMAKE_C_FLAGS} ${CMAKE_CXX_FLAGS} ${directory_options}")
    if(NOT (CMAKE_C_COMPILER_ID STREQUAL "Clang" AND flags MATCHES "-fsanitize="))
        target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
endfunction()

# See OpenWDFRefuseLostAlignment.cmake. The driver's C sources and the headers beside them.
function(_openwdf_refuse_lost_alignment name sources)
    if(NOT CMAKE_C_COMPILER_ID STREQUAL "GNU")
        return()
    endif()
    set(scanned "")
    foreach(source IN LISTS sources)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
        if(source MATCHES "\\.c$")
            cmake_path(GET source PARENT_PATH folder)
            file(GLOB headers CONFIGURE_DEPENDS "${folder}/*.h")
            list(APPEND scanned "${source}" ${headers})
        endif()
    endforeach()
    if(NOT scanned)
        return()
    endif()
    list(REMOVE_DUPLICATES scanned)
    list(JOIN scanned "\n" lines)
    set(list "${CMAKE_CURRENT_BINARY_DIR}/${name}.sources")
    file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n")
    set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${name}.alignment")
    add_custom_command(OUTPUT "${stamp}" DEPENDS "${list}" ${scanned} VERBATIM
        COMMAND "${CMAKE_COMMAND}" "-DLIST=${list}" "-DSTAMP=${stamp}"
            -P "${_openwdf_cmake_dir}/OpenWDFRefuseLostAlignment.cmake"
        COMMENT "Looking for alignment that gcc would drop in ${name}")
    target_sources(${name} PRIVATE "${stamp}")
endfunction()

function(openwdf_add_driver name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "WDM" "KMDF;UMDF;ENTRY"
        "SOURCES;DEFINITIONS;INCLUDES;LIBRARIES")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
        message(FATAL_ERROR
            "openwdf_add_driver(${name}): SOURCES missing or unknown: ${arg_UNPARSED_ARGUMENTS}")
    endif()
    get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
    if(NOT "C" IN_LIST languages)
        message(FATAL_ERROR "openwdf_add_driver(${name}): the project must enable the language C")
    endif()
    if(NOT arg_ENTRY)
        set(arg_ENTRY DriverEntry)
    endif()
    add_library(${name} MODULE ${arg_SOURCES} "${OPENWDF_DRIVER_ENTRY_SOURCE}")
    set_target_properties(${name} PROPERTIES
        PREFIX "" SUFFIX ".so" DEFINE_SYMBOL ""
        C_STANDARD ${OPENWDF_DRIVER_C_STANDARD} C_EXTENSIONS ON
        CXX_STANDARD ${OPENWDF_DRIVER_CXX_STANDARD} CXX_EXTENSIONS ON)
    _openwdf_framework_of(${name} "${arg_KMDF}" "${arg_UMDF}" "${arg_WDM}")
    _openwdf_export_image_only(${name})
    _openwdf_refuse_lost_alignment(${name} "${arg_SOURCES}")
    _openwdf_forbid_undefined_symbols(${name})
    target_compile_definitions(${name} PRIVATE
        OPENWDF_DRIVER_ENTRY=${arg_ENTRY} ${arg_DEFINITIONS})
    # The driver's own headers first, then ours: a driver may carry a file named as one of ours.
    target_include_directories(${name} BEFORE PRIVATE ${arg_INCLUDES})
    target_link_libraries(${name} PRIVATE OpenWDF::driver ${arg_LIBRARIES})
endfunction()

function(openwdf_add_driver_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DRIVERS;LIBRARIES;LABELS;DEFINITIONS")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
        message(FATAL_ERROR "openwdf_add_driver_test(${name}): "
            "SOURCES missing or unknown: ${arg_UNPARSED_ARGUMENTS}")
    endif()
    if(NOT TARGET GTest::gtest)
        find_package(GTest REQUIRED)
    endif()
    include(GoogleTest)
    add_executable(${name} ${arg_SOURCES})
    set(main GTest::gtest_main)
    if(TARGET openwdf_test_main)
        set(main openwdf_test_main)
    endif()
    target_link_libraries(${name} PRIVATE
        OpenWDF::openwdf ${arg_LIBRARIES} GTest::gmock GTest::gtest ${main})
    target_compile_definitions(${name} PRIVATE ${arg_DEFINITIONS})
    foreach(driver IN LISTS arg_DRIVERS)
        string(MAKE_C_IDENTIFIER "${driver}" macro)
        string(TOUPPER "${macro}" macro)
        add_dependencies(${name} ${driver})
        target_compile_definitions(${name} PRIVATE
            "OPENWDF_DRIVER_${macro}=\"$<TARGET_FILE:${driver}>\"")
    endforeach()
    if(NOT arg_LABELS)
        set(arg_LABELS driver)
    endif()
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()
