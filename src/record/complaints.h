// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace filiform::record {

/// Collects what speaks against a noun or a step, each with the field it is about.
class Complaints {
  public:
    /// `at` is the field's JSON pointer: "/needles/0/timeOut".
    void unless(bool holds, std::string at, std::string what, std::string hint = "") {
        if (!holds)
            problems_.push_back(
                {"record.rule", "#" + std::move(at), std::move(what), std::move(hint)});
    }
    [[nodiscard]] base::Problems take() { return std::move(problems_); }

  private:
    base::Problems problems_;
};

/// "/needles/3/timeOut"
[[nodiscard]] inline std::string at(const char* list, std::size_t place, const char* field = "") {
    return "/" + std::string(list) + "/" + std::to_string(place) + field;
}

/// Whether the one is not before the other; so too when one of them is not known.
template <class Time>
[[nodiscard]] bool in_order(const Time& first, const Time& then) {
    return !first || !then || *first <= *then;
}

} // namespace filiform::record
