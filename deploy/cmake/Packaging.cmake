# What is installed, and the Debian package made of it by CPack.
#
#   cmake --preset package && cmake --build --preset package      # build/package/*.deb
#
# `cmake --install` of any other preset installs programs, manual, completions and the
# contract below its prefix; only with CLAUSEBOOK_PACKAGE come the unit and /etc/clausebook,
# since they are of no use anywhere else.
option(CLAUSEBOOK_PACKAGE "Install what belongs to a system: unit, /etc/clausebook" OFF)

set(deploy ${PROJECT_SOURCE_DIR}/deploy)
set(made ${PROJECT_BINARY_DIR}/packaging)

# clausebook_compressed(IN NAME DESTINATION): installs IN as NAME.gz, without the file's name
# and time in it, so that the same source gives the same bytes.
set(packaging_outputs)
function(clausebook_compressed in name destination)
  add_custom_command(OUTPUT ${made}/${name}.gz
    COMMAND gzip -9nc ${in} > ${made}/${name}.gz
    DEPENDS ${in} VERBATIM)
  install(FILES ${made}/${name}.gz DESTINATION ${destination})
  set(packaging_outputs ${packaging_outputs} ${made}/${name}.gz PARENT_SCOPE)
endfunction()
file(MAKE_DIRECTORY ${made})

foreach(page clausebook.1 clausebook-extract.1 clausebookd.1)
  clausebook_compressed(${deploy}/man/${page} ${page} ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()

# Completions come out of the command line itself, so they know all its commands.
foreach(shell bash:bash-completion/completions/clausebook
        zsh:zsh/vendor-completions/_clausebook
        fish:fish/vendor_completions.d/clausebook.fish)
  string(REGEX REPLACE ":.*" "" name ${shell})
  string(REGEX REPLACE ".*:" "" path ${shell})
  get_filename_component(folder ${path} DIRECTORY)
  get_filename_component(file ${path} NAME)
  add_custom_command(OUTPUT ${made}/${name}/${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${made}/${name}
    COMMAND ${CMAKE_COMMAND} -E env ${CLAUSEBOOK_TSAN_OPTIONS}
            $<TARGET_FILE:clausebook> completion ${name} > ${made}/${name}/${file}
    DEPENDS clausebook VERBATIM)
  list(APPEND packaging_outputs ${made}/${name}/${file})
  install(FILES ${made}/${name}/${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()

install(DIRECTORY ${PROJECT_SOURCE_DIR}/proto/clausebook/v1
        DESTINATION ${CMAKE_INSTALL_DATADIR}/clausebook/proto/clausebook
        FILES_MATCHING PATTERN *.proto)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${deploy}/RUNBOOK.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${deploy}/config/clausebookd.yaml
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples RENAME all-keys.yaml)
install(FILES ${deploy}/config/network.yaml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(DIRECTORY ${deploy}/demo ${deploy}/demo-platform
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

if(CLAUSEBOOK_PACKAGE)
  clausebook_compressed(${deploy}/debian/changelog changelog.Debian ${CMAKE_INSTALL_DOCDIR})
  install(FILES ${deploy}/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES ${deploy}/systemd/clausebookd.service ${deploy}/systemd/clausebook-backup.service
                ${deploy}/systemd/clausebook-backup.timer
          DESTINATION /lib/systemd/system)
  install(FILES ${deploy}/config/packaged.yaml DESTINATION /etc/clausebook
          RENAME clausebookd.yaml)
  install(FILES ${deploy}/debian/lintian-overrides
          DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME clausebook)
endif()
# Of the build of everything, like the programs that are installed.
add_custom_target(packaging ALL DEPENDS ${packaging_outputs})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME clausebook)
set(CPACK_PACKAGE_VENDOR "Clausebook")
set(CPACK_PACKAGE_CONTACT "Clausebook operators <clausebook@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Answers questions about apps' data handling, with clauses")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"A gRPC service that answers what customers ask about how apps handle data,
each answer tied to the clause of the policy that it rests on, and a command
line. It never guesses: silence is UNKNOWN, and sources that disagree are a
CONFLICT that shows both.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
# The libraries' packages with their versions, from what the programs are linked with.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS systemd)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${deploy}/debian/conffiles ${deploy}/debian/postinst
    ${deploy}/debian/prerm ${deploy}/debian/postrm)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
