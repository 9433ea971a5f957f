// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "needle/judge.h"

/// What the judge's parts find wrong with a needle. For this room's own use.
namespace filiform::needle {

/// How much a fault weighs, least first.
enum class Weight { Soft, Unknown, Hard };

struct Fault {
    Weight weight;
    chart::Reason reason;
};

/// Collects faults, or only learns that there is one that forbids the needle.
class Faults {
  public:
    enum class Want { All, FirstBad };
    explicit Faults(Want want) : want_(want) {}

    /// `make_text` is called only when somebody will read it.
    template <class MakeText>
    void add(Weight weight, std::string_view code, const chart::StructureId& structure,
             MakeText make_text) {
        if (weight != Weight::Soft && !is_bad_) {
            is_bad_ = true;
            first_ = {code, structure, weight == Weight::Unknown};
        }
        if (want_ == Want::All)
            list_.push_back({weight, {std::string(code), structure, make_text()}});
    }
    [[nodiscard]] bool is_enough() const { return want_ == Want::FirstBad && is_bad_; }
    [[nodiscard]] bool is_bad() const { return is_bad_; }
    [[nodiscard]] bool are_all_wanted() const { return want_ == Want::All; }
    [[nodiscard]] const FirstFault& first() const { return first_; }
    [[nodiscard]] std::vector<Fault>& list() { return list_; }

  private:
    Want want_;
    bool is_bad_ = false;
    FirstFault first_;
    std::vector<Fault> list_;
};

template <class... Numbers>
[[nodiscard]] std::string sentence(const char* format, Numbers... numbers) {
    char text[500];
    std::snprintf(text, sizeof text, format, numbers...);
    return text;
}

} // namespace filiform::needle
