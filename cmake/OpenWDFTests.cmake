# The unit tests beside the code, one program; and the checks of tools/check as tests.
include(GoogleTest)

if(EXISTS "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
    add_library(openwdf_test_main OBJECT "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
    target_link_libraries(openwdf_test_main PUBLIC openwdf openwdf_warnings GTest::gtest)
else()
    add_library(openwdf_test_main INTERFACE)
    target_link_libraries(openwdf_test_main INTERFACE GTest::gtest_main)
endif()

# A test waits for what it tests, not for itself: its own code is compiled in half the time.
target_compile_options(openwdf_test_main INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:-O0>")

if(openwdf_unit_test_sources)
    add_executable(unit_tests ${openwdf_unit_test_sources})
    target_link_libraries(unit_tests PRIVATE
        openwdf openwdf_build openwdf_internal openwdf_test_main GTest::gmock GTest::gtest)
    gtest_discover_tests(unit_tests DISCOVERY_TIMEOUT 60 PROPERTIES LABELS unit TIMEOUT 120)
endif()

function(openwdf_add_check name)
    add_test(NAME check.${name} COMMAND ${ARGN} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(check.${name} PROPERTIES LABELS check TIMEOUT 300)
endfunction()

set(check_dir "${PROJECT_SOURCE_DIR}/tools/check")
openwdf_add_check(layers "${Python3_EXECUTABLE}" "${check_dir}/layers.py")
openwdf_add_check(tidy "${Python3_EXECUTABLE}" "${check_dir}/tidy.py")
openwdf_add_check(layouts "${Python3_EXECUTABLE}" "${check_dir}/layouts.py")
openwdf_add_check(docstrings "${Python3_EXECUTABLE}" "${check_dir}/docstrings.py")
openwdf_add_check(self_test "${Python3_EXECUTABLE}" "${check_dir}/self_test.py")
openwdf_add_check(mutations
    "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tools/mutate.py" --check-fresh)
openwdf_add_check(mutate_self_test
    "${Python3_EXECUTABLE}" -m unittest discover -s tools/mutator/tests -t tools)
if(EXISTS "${PROJECT_SOURCE_DIR}/tools/generate.py")
    openwdf_add_check(generated
        "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tools/generate.py" --check)
endif()
