// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// For the ledger: words that come up again and again, each kept once.
namespace filiform::quality {

/// Numbers for words, from 1 on in the order in which they came up; 0 is the empty word. Words
/// beyond `most` are all taken together as "other", the last number.
class Names {
  public:
    explicit Names(std::size_t most) : most_(most) { all_.emplace_back(); }

    [[nodiscard]] std::size_t number_of(std::string_view word) {
        if (word.empty())
            return 0;
        const auto found = numbers_.find(std::string(word));
        if (found != numbers_.end())
            return found->second;
        if (all_.size() > most_) {
            all_.back() = "other";
            return most_;
        }
        numbers_.emplace(word, all_.size());
        all_.emplace_back(word);
        return all_.size() - 1;
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

  private:
    std::size_t most_;
    std::vector<std::string> all_;
    std::unordered_map<std::string, std::size_t> numbers_;
};

} // namespace filiform::quality
