# SPDX-License-Identifier: Apache-2.0
# What is installed where, and the Debian package of it: cmake --build --preset release --target package
include(GNUInstallDirs)
install(TARGETS filiform RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_SOURCE_DIR}/cmake/package/filiform.service
              ${CMAKE_SOURCE_DIR}/cmake/package/filiform-backup.service
              ${CMAKE_SOURCE_DIR}/cmake/package/filiform-backup.timer
        DESTINATION lib/systemd/system)
# The server's defaults, as the program carries them; only where the record lies is the package's to say.
file(READ ${CMAKE_SOURCE_DIR}/data/server/defaults.yaml defaults)
string(REPLACE "store: sqlite:filiform.db" "store: sqlite:/var/lib/filiform/record.db" defaults
       "${defaults}")
file(WRITE ${CMAKE_BINARY_DIR}/package/filiform.yaml "${defaults}")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
             ${CMAKE_SOURCE_DIR}/data/server/defaults.yaml)
install(FILES ${CMAKE_BINARY_DIR}/package/filiform.yaml DESTINATION /etc/filiform)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/docs/operations.md
        DESTINATION share/doc/filiform)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/filiform RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME filiform)
set(CPACK_PACKAGE_VENDOR "The Filiform authors")
set(CPACK_PACKAGE_CONTACT "The Filiform authors <filiform@filiform.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Clinical workstation for dry-needling care of sciatica")
set(CPACK_PACKAGE_DESCRIPTION
    "Screens a patient, drafts needle paths that are safe in one body, and keeps the record.
 Research and educational software, not a certified medical device.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME "filiform_${PROJECT_VERSION}_amd64")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "fonts-dejavu-core, adduser, tzdata, libsoci-sqlite3-4.0, libsoci-postgresql4.0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "systemd")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql-15")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_SOURCE_DIR}/cmake/package/postinst ${CMAKE_SOURCE_DIR}/cmake/package/prerm
    ${CMAKE_SOURCE_DIR}/cmake/package/postrm ${CMAKE_SOURCE_DIR}/cmake/package/conffiles)
include(CPack)
