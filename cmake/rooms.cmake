# SPDX-License-Identifier: Apache-2.0
# filiform_room(NAME USES rooms... LIBRARIES targets... [FIXTURES_OF rooms...] [TESTS_TOGETHER] [LIGHT])
#
# A room is a folder src/NAME, a namespace and a static library filiform_NAME. Its tests are the
# *_test.cpp files beside the code; they become the program NAME_test, with the *_fixture.cpp that
# they share, and the fixtures of the rooms in FIXTURES_OF. LIBRARIES are third-party targets, linked
# privately: their headers stay inside the room. TESTS_TOGETHER: its tests share something that is dear
# to start or to make, so that they run as one. LIGHT: it does no heavy computing, so that with
# sanitizers it is not optimised, which halves the time to build it.
#
# What is tested on whole bodies or on a great many patients stands in *_long_test.cpp and becomes
# NAME_long_test, which runs with the stories, without sanitizers.
function(filiform_room name)
    cmake_parse_arguments(ROOM "TESTS_TOGETHER;LIGHT" "" "USES;LIBRARIES;FIXTURES_OF" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
    set(tests ${sources})
    list(FILTER tests INCLUDE REGEX "_(test|fixture)\\.cpp$")
    set(long_tests ${tests})
    list(FILTER long_tests INCLUDE REGEX "_(long_test|fixture)\\.cpp$")
    list(FILTER tests EXCLUDE REGEX "_long_test\\.cpp$")
    foreach(other IN LISTS ROOM_FIXTURES_OF)
        list(APPEND tests ${CMAKE_SOURCE_DIR}/src/${other}/${other}_fixture.cpp)
    endforeach()
    list(FILTER sources EXCLUDE REGEX "_(test|fixture)\\.cpp$|/main\\.cpp$")
    set(library filiform_${name})
    if(sources)
        add_library(${library} STATIC ${sources})
        target_include_directories(${library} PUBLIC ${CMAKE_SOURCE_DIR}/src)
        target_link_libraries(${library} PUBLIC tl::expected PRIVATE ${ROOM_LIBRARIES})
        # With sanitizers most of a build is reading headers; several bodies share one reading.
        set_target_properties(${library} PROPERTIES UNITY_BUILD "${FILIFORM_UNITY}"
                              UNITY_BUILD_BATCH_SIZE 20)
        if(ROOM_LIGHT AND FILIFORM_SANITIZE)
            target_compile_options(${library} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0>)
        endif()
        set(scope PUBLIC)
    else()
        add_library(${library} INTERFACE)
        target_include_directories(${library} INTERFACE ${CMAKE_SOURCE_DIR}/src)
        set(scope INTERFACE)
    endif()
    foreach(other IN LISTS ROOM_USES)
        target_link_libraries(${library} ${scope} filiform_${other})
    endforeach()
    if(tests)
        add_executable(${name}_test ${tests})
        target_link_libraries(${name}_test PRIVATE ${library} ${ROOM_LIBRARIES} GTest::gtest_main)
        if(FILIFORM_UNITY)
            # Most of compiling a test is reading these.
            target_precompile_headers(${name}_test PRIVATE <gtest/gtest.h> <algorithm> <array> <cmath>
                                      <filesystem> <functional> <map> <memory> <optional> <set>
                                      <string> <string_view> <thread> <vector>)
            set(fixture ${CMAKE_SOURCE_DIR}/src/${name}/${name}_fixture.h)
            if(EXISTS ${fixture})
                target_precompile_headers(${name}_test PRIVATE ${fixture})
            endif()
        endif()
        if(FILIFORM_SANITIZE)
            # A test's own code is run once and costs more to optimise than it gives back.
            target_compile_options(${name}_test PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0>)
        endif()
        if(ROOM_TESTS_TOGETHER)
            add_test(NAME ${name}.All COMMAND ${name}_test)
            set_tests_properties(${name}.All PROPERTIES TIMEOUT 1800)
        elseif(FILIFORM_SANITIZE)
            # Such a program takes longer to start than most tests to run: a few share one start.
            foreach(part RANGE 1)
                add_test(NAME ${name}.${part} COMMAND ${name}_test --gtest_brief=1)
                set_tests_properties(${name}.${part} PROPERTIES TIMEOUT 1800 ENVIRONMENT
                                     "GTEST_TOTAL_SHARDS=2;GTEST_SHARD_INDEX=${part}")
            endforeach()
        else()
            gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60
                                 PROPERTIES TIMEOUT 600)
        endif()
    endif()
    if(long_tests MATCHES "_long_test" AND NOT FILIFORM_SANITIZE)
        add_executable(${name}_long_test ${long_tests})
        target_link_libraries(${name}_long_test PRIVATE ${library} ${ROOM_LIBRARIES} GTest::gtest_main)
        if(ROOM_TESTS_TOGETHER)
            add_test(NAME ${name}.Long COMMAND ${name}_long_test)
            set_tests_properties(${name}.Long PROPERTIES LABELS story TIMEOUT 1200)
        else()
            gtest_discover_tests(${name}_long_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60
                                 PROPERTIES LABELS story TIMEOUT 600)
        endif()
        set_property(GLOBAL APPEND PROPERTY FILIFORM_LONG_TESTS ${name}_long_test)
    endif()
    if(TARGET ${name}_test)
        set_property(GLOBAL APPEND PROPERTY FILIFORM_ROOM_TESTS ${name}_test)
    endif()
    set_property(GLOBAL APPEND_STRING PROPERTY FILIFORM_ROOMS "${name}: ${ROOM_USES}\n")
endfunction()

# Writes the declared arrows where the test that guards them reads them.
function(filiform_finish_rooms)
    get_property(rooms GLOBAL PROPERTY FILIFORM_ROOMS)
    string(REPLACE ";" " " rooms "${rooms}")
    file(WRITE ${CMAKE_BINARY_DIR}/rooms.txt "${rooms}")
    get_property(tests GLOBAL PROPERTY FILIFORM_ROOM_TESTS)
    add_custom_target(room_tests DEPENDS ${tests})
endfunction()
