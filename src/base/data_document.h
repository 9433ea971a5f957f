// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::base {

struct DataDocumentState;

/// One place in a YAML file that people write by hand.
///
/// Reading never stops at the first mistake: a missing key, a wrong type or an unknown key is noted
/// with file and line in the document's problems, and reading goes on with an empty value. Ask
/// `DataDocument::problems` once, at the end.
class DataNode {
  public:
    [[nodiscard]] bool is_list() const;
    [[nodiscard]] bool is_map() const;
    [[nodiscard]] bool has(std::string_view key) const;

    /// Notes every key of this map that is not in `known`.
    void allow_only(std::initializer_list<std::string_view> known) const;

    /// The entries of this list, in order; notes a problem unless it is a list.
    [[nodiscard]] std::vector<DataNode> items() const;
    /// The keys of this map, in the order written.
    [[nodiscard]] std::vector<std::string> keys() const;

    /// Required members of a map. `number` takes only finite numbers.
    [[nodiscard]] DataNode child(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] int integer(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

    /// Members that may be left out.
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] double number_or(std::string_view key, double otherwise) const;
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view key) const;

    /// This node itself as a scalar.
    [[nodiscard]] std::string as_text() const;
    [[nodiscard]] double as_number() const;

    /// All of this node in one text that is the same wherever it stands and however it is laid out:
    /// without comments, aliases followed, maps in the order written. Members of a map named in
    /// `without` are left out. Equal texts mean equal nodes.
    [[nodiscard]] std::string canonical(std::initializer_list<std::string_view> without = {}) const;

    /// "file:line" of this node.
    [[nodiscard]] std::string where() const;
    /// Notes a problem of the caller's own at this place.
    void complain(std::string code, std::string what, std::string hint = "") const;

  private:
    friend class DataDocument;
    struct Place;
    explicit DataNode(std::shared_ptr<Place> place) : place_(std::move(place)) {}
    std::shared_ptr<Place> place_;
};

/// A whole YAML file. `name` is what problems call it.
///
/// Problems: data.syntax, data.missing, data.type, data.unknown_key, and those of `complain`.
class DataDocument {
  public:
    DataDocument(std::string_view text, std::string name);

    [[nodiscard]] DataNode root() const;
    [[nodiscard]] const Problems& problems() const;

  private:
    std::shared_ptr<DataDocumentState> state_;
};

} // namespace filiform::base
