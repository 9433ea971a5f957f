// SPDX-License-Identifier: Apache-2.0
#include "imaging/contained.h"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace filiform::imaging {

namespace {

using Bytes = std::vector<std::byte>;

constexpr Containment small{1 << 20, std::size_t{64} << 20, std::chrono::seconds(10)};

/// Why `work` failed, empty when it did not.
std::string failure_of(const std::function<Bytes()>& work, const Containment& limits = small) {
    const auto answer = run_contained(limits, work);
    return answer ? "" : answer.error();
}

TEST(Contained, AnswersWithTheBytesOfItsWork) {
    const Bytes wanted(300'000, std::byte{7}); // more than a pipe holds at once
    const auto answer = run_contained(small, [&] { return wanted; });
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(*answer, wanted);
    EXPECT_EQ(run_contained(small, [] { return Bytes{}; }), Bytes{});
}

TEST(Contained, WhatThrowsHasGivenUp) {
    EXPECT_EQ(failure_of([]() -> Bytes { throw std::runtime_error("x"); }), "it gave up");
}

TEST(Contained, WhatCrashesEndsAlone) {
    EXPECT_EQ(failure_of([]() -> Bytes {
                  std::signal(SIGTERM, SIG_DFL);
                  std::raise(SIGTERM);
                  return {};
              }),
              "it was killed by signal 15");
}

TEST(Contained, WhatNeverEndsIsEnded) {
    const Containment brief{1 << 20, std::size_t{64} << 20, std::chrono::seconds(1)};
    EXPECT_EQ(failure_of([]() -> Bytes { return ::pause(), Bytes{}; }, brief),
              "it took longer than 1 s");
}

TEST(Contained, WhatTakesTooMuchMemoryFails) {
    EXPECT_NE(failure_of([]() -> Bytes {
                  Bytes flood;
                  while (flood.size() < std::size_t{1} << 30)
                      flood.resize(flood.size() + (std::size_t{16} << 20));
                  return {};
              }),
              "");
}

TEST(Contained, WhatAnswersTooMuchFails) {
    EXPECT_EQ(failure_of([] { return Bytes((1 << 20) + 1); }), "it made more than 1048576 bytes");
}

TEST(Contained, WhatComplainsHasFailed) {
    EXPECT_EQ(failure_of([]() -> Bytes {
                  const std::string words = "Corrupt data\nand more";
                  EXPECT_GT(::write(STDERR_FILENO, words.data(), words.size()), 0);
                  return Bytes(8);
              }),
              "it says: Corrupt data");
}

TEST(Contained, CanOpenNoFileAndNoSocketAndHoldsNoneOfOurs) {
    const int ours = ::open("/dev/null", O_RDONLY);
    ASSERT_GE(ours, 0);
    const auto opened = run_contained(small, [&]() -> Bytes {
        return {std::byte(::open("/dev/null", O_RDONLY) < 0),
                std::byte(::socket(AF_UNIX, SOCK_STREAM, 0) < 0),
                std::byte(::fcntl(ours, F_GETFD) < 0)};
    });
    ::close(ours);
    ASSERT_TRUE(opened) << opened.error();
    EXPECT_EQ(*opened, Bytes(3, std::byte{1}));
}

} // namespace

} // namespace filiform::imaging
