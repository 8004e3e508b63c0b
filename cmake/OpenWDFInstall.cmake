# find_package(OpenWDF) in somebody else's project: library, contract, functions, command line.
include(CMakePackageConfigHelpers)

set(openwdf_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/OpenWDF")

install(TARGETS openwdf openwdf_driver EXPORT OpenWDFTargets
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
if(TARGET openwdf-cli)
    file(RELATIVE_PATH openwdf_bin_to_lib
        "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}")
    set_target_properties(openwdf-cli PROPERTIES INSTALL_RPATH "$ORIGIN/${openwdf_bin_to_lib}")
    install(TARGETS openwdf-cli EXPORT OpenWDFTargets RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

# What a driver includes is kept apart from what a test includes: the driver headers take over names
# such as <windows.h> and <wchar.h>.
foreach(folder crt shared km um wdf)
    # include/um comes with the user-mode headers.
    if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/include/${folder}")
        install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/${folder}/"
            DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/openwdf-wdk/${folder}")
    endif()
endforeach()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/openwdf/"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/openwdf")
install(FILES
    "${PROJECT_SOURCE_DIR}/src/loader/image/driver_entry.c"
    "${PROJECT_SOURCE_DIR}/src/loader/image/exports.map"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/openwdf")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

install(EXPORT OpenWDFTargets NAMESPACE OpenWDF:: DESTINATION "${openwdf_package_dir}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/OpenWDFConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/OpenWDFConfig.cmake"
    INSTALL_DESTINATION "${openwdf_package_dir}"
    PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/OpenWDFConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/OpenWDFConfig.cmake"
    "${PROJECT_BINARY_DIR}/OpenWDFConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/OpenWDFDriver.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/OpenWDFDriverContract.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/OpenWDFRefuseLostAlignment.cmake"
    DESTINATION "${openwdf_package_dir}")
