// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "base/result.h"

/// How the bodies of this room give up half-way; no other room includes this.
namespace filiform::store {

/// The database failed. What was begun has to be rolled back.
struct Failure {
    base::Problem problem;
    /// Whether the connection is gone, so that another one may succeed.
    bool is_lost = false;
};

/// What was asked for is refused; nothing of it was written.
struct Refusal {
    base::Problem problem;
};

[[noreturn]] inline void refuse(std::string code, std::string where, std::string what,
                                std::string hint = "") {
    throw Refusal{{std::move(code), std::move(where), std::move(what), std::move(hint)}};
}

/// Runs `work`, and turns what it throws into a problem: the border of the room.
template <class Work>
[[nodiscard]] auto guarded(Work&& work) -> base::Result<std::invoke_result_t<Work>> {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const Failure& failure) {
        return tl::unexpected(failure.problem);
    } catch (const Refusal& refusal) {
        return tl::unexpected(refusal.problem);
    }
}

} // namespace filiform::store
