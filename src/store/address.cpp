// SPDX-License-Identifier: Apache-2.0
#include "store/address.h"

#include <regex>
#include <string_view>

namespace filiform::store {

namespace {

constexpr std::string_view sqlite = "sqlite:";
constexpr const char* forms = "Write sqlite:PATH or postgresql://user@host/database.";

std::string without_password(const std::string& where) {
    const std::string named = std::regex_replace(where, std::regex("//([^/@:]*):[^/@]*@"), "//$1@");
    return std::regex_replace(named, std::regex("([?&]password=)[^&]*"), "$1…");
}

} // namespace

base::Result<Address> read_address(const std::string& where) {
    const auto bad = [&](const char* what) {
        return tl::unexpected(base::Problem{"store.where", without_password(where), what, forms});
    };
    if (where.find('\0') != std::string::npos)
        return bad("The address of the store holds a zero byte.");
    if (where.starts_with("postgresql://") || where.starts_with("postgres://"))
        return Address{Dialect::Postgresql, where, without_password(where)};
    if (!where.starts_with(sqlite))
        return bad("This is not the address of a store.");
    const std::string path = where.substr(sqlite.size());
    if (path.empty() || path.back() == '/')
        return bad("The name of the file is missing.");
    // They mean something else to SQLite, or to SOCI, which hands the name on in quotes.
    if (path.front() == ':' || path.starts_with("file:") || path.find('"') != std::string::npos)
        return bad("A store cannot have this file name.");
    return Address{Dialect::Sqlite, path, where};
}

} // namespace filiform::store
