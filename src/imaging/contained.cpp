// SPDX-License-Identifier: Apache-2.0
#include "imaging/contained.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <span>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace filiform::imaging {

namespace {

using Bytes = std::vector<std::byte>;
using Clock = std::chrono::steady_clock;

constexpr rlim_t most_complaint_bytes = 4096;
constexpr int worked = 0;
constexpr int failed = 1;

/// A file descriptor, closed at the end.
class Handle {
  public:
    explicit Handle(int number) : number_(number) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }
    void close() {
        if (number_ >= 0)
            ::close(number_);
        number_ = -1;
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

std::size_t mapped_bytes() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void limit(__rlimit_resource resource, rlim_t most) {
    const rlimit both{most, most};
    if (::setrlimit(resource, &both) != 0)
        ::_exit(failed);
}

bool write_all(int file, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// The life of the child: its answer goes to 1, its complaints to 2, nothing else stays open.
[[noreturn]] void live(const Containment& containment, const std::function<Bytes()>& work,
                       std::array<int, 2> files, std::size_t mapped) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    for (int& file : files)
        file = ::fcntl(file, F_DUPFD, 3); // out of the way of 0, 1 and 2
    if (::dup2(files[0], STDOUT_FILENO) < 0 || ::dup2(files[1], STDERR_FILENO) < 0 ||
        ::close_range(3, ~0U, 0) != 0)
        ::_exit(failed);
    ::close(STDIN_FILENO);
    limit(RLIMIT_NOFILE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, most_complaint_bytes);
    limit(RLIMIT_AS, mapped + containment.most_memory_bytes);
    try {
        ::_exit(write_all(STDOUT_FILENO, work()) ? worked : failed);
    } catch (...) {
        ::_exit(failed);
    }
}

struct Heard {
    Bytes answer;
    std::optional<std::string> complaint;
};

/// Everything the child says until it falls silent, which its end makes it do.
Heard listen(int file, const Containment& containment) {
    constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;
    const auto deadline = Clock::now() + containment.most_time;
    Heard heard;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd waiting{file, POLLIN, 0};
        const int ready =
            ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(0, left.count())));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0) {
            heard.complaint =
                "it took longer than " + std::to_string(containment.most_time.count()) + " s";
            return heard;
        }
        const std::size_t size = heard.answer.size();
        heard.answer.resize(size + chunk_bytes);
        const ssize_t count = ::read(file, heard.answer.data() + size, chunk_bytes);
        heard.answer.resize(size + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return heard;
        if (heard.answer.size() > containment.most_answer_bytes) {
            heard.complaint =
                "it made more than " + std::to_string(containment.most_answer_bytes) + " bytes";
            return heard;
        }
    }
}

/// How the child ended, unless it ended well.
std::optional<std::string> end_of(pid_t child) {
    ::kill(child, SIGKILL); // in vain when it has ended
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return "it was lost";
    if (WIFSIGNALED(status))
        return "it was killed by signal " + std::to_string(WTERMSIG(status));
    if (WEXITSTATUS(status) != worked)
        return "it gave up";
    return {};
}

/// The first line the child wrote to its standard error.
std::optional<std::string> complaint_in(int file) {
    std::array<char, 160> text{};
    const ssize_t count = ::pread(file, text.data(), text.size(), 0);
    if (count <= 0)
        return {};
    const std::string_view words(text.data(), static_cast<std::size_t>(count));
    return "it says: " + std::string(words.substr(0, words.find('\n')));
}

} // namespace

tl::expected<Bytes, std::string> run_contained(const Containment& containment,
                                               const std::function<Bytes()>& work) {
    std::array<int, 2> ends{-1, -1};
    const bool is_piped = ::pipe2(ends.data(), O_CLOEXEC) == 0;
    Handle answer(ends[0]);
    Handle answer_in(ends[1]);
    Handle complaints(::memfd_create("complaints", MFD_CLOEXEC));
    const std::size_t mapped = mapped_bytes();
    const pid_t child = is_piped && complaints.is_open() ? ::fork() : -1;
    if (child < 0)
        return tl::unexpected(std::string("no process can be started: ") + std::strerror(errno));
    if (child == 0)
        live(containment, work, {answer_in.number(), complaints.number()}, mapped);
    answer_in.close();
    Heard heard = listen(answer.number(), containment);
    const auto end = end_of(child);
    for (const auto& reason : {heard.complaint, complaint_in(complaints.number()), end})
        if (reason)
            return tl::unexpected(*reason);
    return std::move(heard.answer);
}

} // namespace filiform::imaging
