# How our targets are made: one language level, one set of warnings, sanitizers
# where asked for, and link lists that say which layer may see which.
include(GNUInstallDirs)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(CLAUSEBOOK_CCACHE ccache)
if(CLAUSEBOOK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CLAUSEBOOK_CCACHE})
endif()

# Warnings and hardening for our own code; generated code gets neither warnings
# nor sanitizers (it multiplies compile time and finds nothing of ours).
add_library(clausebook_own INTERFACE)
target_compile_options(clausebook_own INTERFACE -Wall -Wextra -Wnon-virtual-dtor
                       -Wno-missing-field-initializers
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-free-nonheap-object>)
target_compile_definitions(clausebook_own INTERFACE _GLIBCXX_ASSERTIONS)
if(CLAUSEBOOK_SANITIZE STREQUAL "address")
  target_compile_options(clausebook_own INTERFACE -fsanitize=address,undefined
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(CLAUSEBOOK_SANITIZE STREQUAL "thread")
  # Not for targets with the property UNINSTRUMENTED. (An option -fno-sanitize of their
  # own would come before this one, and lose.)
  target_compile_options(clausebook_own INTERFACE -fno-omit-frame-pointer
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNINSTRUMENTED>>>:-fsanitize=thread>)
  add_link_options(-fsanitize=thread)
elseif(CLAUSEBOOK_SANITIZE)
  message(FATAL_ERROR "CLAUSEBOOK_SANITIZE is 'address', 'thread' or empty")
endif()

if(CLAUSEBOOK_FUZZERS)
  target_compile_options(clausebook_own INTERFACE -fsanitize=fuzzer-no-link)
  if(NOT CLAUSEBOOK_SANITIZE)
    # Of this runtime, what coverage calls: programs of the build are no fuzzers, and link too.
    add_link_options(-fsanitize=undefined)
  endif()
endif()

# clausebook_library(NAME SOURCES a.cc … PUBLIC libs… PRIVATE libs…)
#
# A static library of one room. PRIVATE libraries are what keeps the layers apart:
# whoever links NAME does not see their headers.
function(clausebook_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} clausebook_own)
endfunction()

# For ThreadSanitizer, which sees nothing of what Debian's libraries do: not their locks,
# and not that gRPC's threads end by themselves when a program does.
set(CLAUSEBOOK_TSAN_OPTIONS
    "TSAN_OPTIONS=ignore_noninstrumented_modules=1:report_thread_leaks=0")

# clausebook_test(NAME SOURCES a.cc … LIBS libs… [LABELS unit …] [TIMEOUT s])
#
# A GoogleTest program, run as one ctest test.
function(clausebook_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gtest_main GTest::gmock
                                        clausebook_own)
  # What is tested is optimised; the tests themselves compile in half the time without.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
                       ENVIRONMENT "${CLAUSEBOOK_TSAN_OPTIONS}")
endfunction()

# clausebook_fuzzer(NAME SOURCES a.cc … LIBS libs… [CORPUS dir] [DICTIONARY file]
#                   [MAX_LEN bytes] [ARGUMENTS -a=b …])
#
# ARGUMENTS: more of libFuzzer's.
# MAX_LEN: the longest input, where time grows with it and what a longer one could show
# is shown by a shorter; 16384 if it is not given.
# A libFuzzer program. As a ctest test (label fuzz) it runs shortly from the corpus of
# the project, always from the same seed: no change is refused for what a throw of the
# dice finds elsewhere. The target run-NAME runs CLAUSEBOOK_FUZZ_RUNS executions, each time
# others. The target
# `fuzzers`, the default of the preset's build, is all of them: it is what ctest needs.
set(CLAUSEBOOK_FUZZ_RUNS 1000000 CACHE STRING "Executions of the targets run-*_fuzzer")
if(CLAUSEBOOK_FUZZERS)
  add_custom_target(fuzzers)
endif()
function(clausebook_fuzzer name)
  cmake_parse_arguments(ARG "" "CORPUS;DICTIONARY;MAX_LEN" "ARGUMENTS;SOURCES;LIBS" ${ARGN})
  if(NOT ARG_MAX_LEN)
    set(ARG_MAX_LEN 16384)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} clausebook_own)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzzers ${name})
  set(found ${PROJECT_BINARY_DIR}/corpus/${name})
  file(MAKE_DIRECTORY ${found})
  set(arguments -max_len=${ARG_MAX_LEN} -timeout=10 -rss_limit_mb=3072 -print_final_stats=1 ${ARG_ARGUMENTS})
  if(ARG_DICTIONARY)
    list(APPEND arguments -dict=${ARG_DICTIONARY})
  endif()
  set(inputs ${found} ${ARG_CORPUS})
  add_test(NAME ${name} COMMAND ${name} ${arguments} -seed=1 -runs=20000 -max_total_time=20 ${inputs})
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 120)
  add_custom_target(run-${name} USES_TERMINAL
    COMMAND ${name} ${arguments} -runs=${CLAUSEBOOK_FUZZ_RUNS} ${inputs})
endfunction()

# clausebook_embed(TARGET FUNCTION ns::Function ROOT dir FILES a b …)
#
# Compiles data files into TARGET; `ns::Function()` returns them in this order.
function(clausebook_embed target)
  cmake_parse_arguments(ARG "" "FUNCTION;ROOT" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${target}_${ARG_FUNCTION}" stem)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${stem}.cc)
  list(TRANSFORM ARG_FILES PREPEND "${ARG_ROOT}/" OUTPUT_VARIABLE inputs)
  list(JOIN ARG_FILES "|" joined)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${ARG_FUNCTION}
            -DROOT=${ARG_ROOT} "-DFILES=${joined}"
            -P ${PROJECT_SOURCE_DIR}/deploy/cmake/EmbedFiles.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/deploy/cmake/EmbedFiles.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # Each has its own kFile0.
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
