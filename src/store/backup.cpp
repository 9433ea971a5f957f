// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

namespace filiform::store {

base::Result<void> Database::backup(const std::string& path, const std::string& passphrase) {
    if (!passphrase.empty() || address_.dialect != Dialect::Sqlite)
        return tl::unexpected(
            base::Problem{"store.failed", address_.shown, "This backup is not written yet.", ""});
    return read([&](Connection& connection) {
               connection.copy_to(path);
               return 0;
           })
        .map([](int) {});
}

} // namespace filiform::store
