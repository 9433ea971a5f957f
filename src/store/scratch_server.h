// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/connection.h"

/// For tests and benchmarks: a folder and a PostgreSQL server that go when the program ends.
namespace filiform::store {

/// A folder of its own, removed with what is in it.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "filiform-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no temporary folder can be made");
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// A PostgreSQL server as Debian has it, on a socket in a folder of its own, with everything it
/// promises switched on. Started from the main thread; it ends with this process, however that
/// ends.
class ScratchServer {
  public:
    ScratchServer() {
        if (const passwd* user = ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr) {
            user_ = user->pw_uid;
            group_ = user->pw_gid;
            if (::chown(folder_.path().c_str(), user_, group_) != 0)
                throw std::runtime_error("the server's folder cannot be given to it");
        }
        wait_for(run("initdb",
                     {"-D", data(), "-U", "filiform", "-A", "trust", "-E", "UTF8", "--no-sync"}));
        start();
    }
    ~ScratchServer() { stop(SIGQUIT); }
    ScratchServer(const ScratchServer&) = delete;
    ScratchServer& operator=(const ScratchServer&) = delete;

    /// The address of a new, empty place for a store: a schema, which is made sooner than a
    /// database.
    [[nodiscard]] std::string new_database() {
        const std::string name = "scratch" + std::to_string(++databases_);
        command("CREATE SCHEMA " + name);
        return where("postgres") + "&options=-csearch_path%3D" + name;
    }
    [[nodiscard]] std::string where(const std::string& database) const {
        return "postgresql:///" + database + "?user=filiform&host=" + folder_.path().string();
    }
    void command(const std::string& text) const {
        Connection({Dialect::Postgresql, where("postgres"), "scratch"}, Connection::Access::Write)
            .command(text);
    }
    /// SIGQUIT is PostgreSQL's immediate stop; SIGKILL ends the postmaster alone.
    void stop(int signal) {
        if (process_ <= 0)
            return;
        ::kill(process_, signal);
        ::waitpid(std::exchange(process_, -1), nullptr, 0);
    }
    void start() {
        process_ = run("postgres", {"-D", data(), "-k", folder_.path().string(), "-c",
                                    "listen_addresses=", "-c", "max_connections=200"});
        for (int tries = 0; tries < 600; ++tries) { // after a crash it reads its log first
            try {
                command("SELECT 1");
                return;
            } catch (const Failure&) {
                ::usleep(50'000);
            }
        }
        throw std::runtime_error("the PostgreSQL server does not answer: " + log());
    }
    [[nodiscard]] const ScratchFolder& folder() const { return folder_; }
    [[nodiscard]] uid_t user() const { return user_; }

  private:
    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }
    [[nodiscard]] std::string log() const {
        std::ifstream file(folder_.path() / "log");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] static std::string program(const std::string& name) {
        std::vector<std::filesystem::path> versions;
        const std::filesystem::path all = "/usr/lib/postgresql";
        if (std::filesystem::exists(all))
            for (const auto& version : std::filesystem::directory_iterator(all))
                if (std::filesystem::exists(version.path() / "bin" / name))
                    versions.push_back(version.path() / "bin" / name);
        if (versions.empty())
            throw std::runtime_error("PostgreSQL is not installed");
        return std::max_element(versions.begin(), versions.end())->string();
    }
    [[nodiscard]] pid_t run(const std::string& name, const std::vector<std::string>& arguments) {
        const std::string path = program(name), log_path = folder_.path() / "log";
        std::vector<char*> words{const_cast<char*>(path.c_str())};
        for (const std::string& argument : arguments)
            words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        const pid_t child = ::fork();
        if (child != 0)
            return child;
        if (user_ != 0 && (::setgid(group_) != 0 || ::setuid(user_) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
        const int file = ::open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
        ::execv(path.c_str(), words.data());
        ::_exit(1);
    }
    void wait_for(pid_t child) const {
        int status = 0;
        ::waitpid(child, &status, 0);
        if (status != 0)
            throw std::runtime_error("PostgreSQL's cluster cannot be made: " + log());
    }

    ScratchFolder folder_;
    uid_t user_ = 0;
    gid_t group_ = 0;
    pid_t process_ = -1;
    int databases_ = 0;
};

} // namespace filiform::store
