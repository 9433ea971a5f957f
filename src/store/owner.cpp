// SPDX-License-Identifier: Apache-2.0
#include "store/owner.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/failure.h"

namespace filiform::store {

Owner::Owner(const Address& address) {
    if (address.dialect != Dialect::Sqlite)
        return;
    file_ = ::open((address.target + ".owner").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0)
        refuse(errno == EROFS || errno == EACCES ? "store.read_only" : "store.failed",
               address.shown,
               std::string("The folder of the store cannot be written to: ") +
                   std::strerror(errno) + ".",
               "Check that the folder is there, writable and on a disk with room.");
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(std::exchange(file_, -1));
        refuse("store.busy", address.shown, "Another server has this store open.",
               "Stop it first, or use another file: a file has one server.");
    }
}

Owner::Owner(Owner&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Owner& Owner::operator=(Owner&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

Owner::~Owner() {
    if (file_ >= 0)
        ::close(file_);
}

// SQLite gives a new file to everybody, as far as the process's mask allows; a record is private.
void make_private_file(const Address& address) {
    if (address.dialect != Dialect::Sqlite)
        return;
    const int file = ::open(address.target.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0)
        ::close(file);
    else if (errno != EEXIST)
        refuse(errno == EROFS || errno == EACCES ? "store.read_only" : "store.failed",
               address.shown,
               std::string("The file of the store cannot be made: ") + std::strerror(errno) + ".",
               "Check that its folder is there and writable.");
}

Owner take_over(const Address& address) {
    Owner owner(address);
    make_private_file(address);
    return owner;
}

} // namespace filiform::store
