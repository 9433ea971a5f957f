// SPDX-License-Identifier: Apache-2.0
#include "fhir/collection.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

/// Finds the members of the Bundle and the entries in it without reading what is in an entry, which
/// the JSON reader does, one after the other. What it cannot follow is a syntax error.
class BundleScanner {
  public:
    explicit BundleScanner(std::string_view text) : text_(text) {}

    /// The Bundle without its entries, as JSON; nothing when it cannot be followed.
    std::optional<std::string> scan(std::vector<std::string_view>& entries) {
        std::string shell = "{";
        skip_blanks();
        if (!take('{'))
            return std::nullopt;
        while (true) {
            const auto key = next_value();
            if (!key || key->size() < 2 || key->front() != '"' || !take(':'))
                return take('}') && is_at_end() ? std::optional(shell + "}") : std::nullopt;
            if (*key == "\"entry\"") {
                if (!scan_list(entries))
                    return std::nullopt;
            } else {
                const auto value = next_value();
                if (!value)
                    return std::nullopt;
                shell += std::string(shell.size() > 1 ? "," : "") + std::string(*key) + ":" +
                         std::string(*value);
            }
            if (take(','))
                continue;
            return take('}') && is_at_end() ? std::optional(shell + "}") : std::nullopt;
        }
    }

  private:
    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                      text_[at_] == '\r' || text_[at_] == '\t'))
            ++at_;
    }
    bool take(char c) {
        skip_blanks();
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }
    bool is_at_end() {
        skip_blanks();
        return at_ == text_.size();
    }
    bool scan_list(std::vector<std::string_view>& entries) {
        if (!take('['))
            return false;
        if (take(']'))
            return true;
        do {
            const auto value = next_value();
            if (!value)
                return false;
            entries.push_back(*value);
        } while (take(','));
        return take(']');
    }
    /// The next value, by its brackets and quotes alone.
    std::optional<std::string_view> next_value() {
        skip_blanks();
        const std::size_t begin = at_;
        std::size_t depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (!skip_string())
                    return std::nullopt;
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at_;
                continue;
            } else if (c == '}' || c == ']') {
                if (depth == 0)
                    break;
                --depth;
                ++at_;
            } else if (depth == 0 && (c == ',' || c == ':')) {
                break;
            } else {
                ++at_;
                continue;
            }
            if (depth == 0)
                break;
        }
        std::size_t end = at_;
        while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\n' ||
                               text_[end - 1] == '\r' || text_[end - 1] == '\t'))
            --end;
        return depth == 0 && end > begin ? std::optional(text_.substr(begin, end - begin))
                                         : std::nullopt;
    }
    bool skip_string() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\')
                ++at_;
            else if (text_[at_] == '"') {
                ++at_;
                return true;
            }
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

base::Problem unreadable_bundle(std::string where, std::string what, std::string hint) {
    return {"fhir.bundle", std::move(where), std::move(what), std::move(hint)};
}

bool is_taken_type(std::string_view type) {
    return type == "collection" || type == "transaction" || type == "batch" || type == "searchset";
}

std::optional<BundleEntry> read_one(std::string_view text, std::size_t place,
                                    base::Problems& problems) {
    const std::string where = "Bundle.entry[" + std::to_string(place) + "]";
    const auto entry = read_plain_tree(text, where);
    if (!entry) {
        problems.insert(problems.end(), entry.error().begin(), entry.error().end());
        return std::nullopt;
    }
    if (const json::object* request = object_of(*entry, "request")) {
        const std::string_view method = text_of(*request, "method");
        if (method != "POST" && method != "PUT") {
            problems.push_back(unreadable_bundle(where + ".request.method",
                                                 "Nothing but POST and PUT is imported.",
                                                 "Leave this entry out."));
            return std::nullopt;
        }
    }
    const json::object* resource = object_of(*entry, "resource");
    if (resource == nullptr || text_of(*resource, "resourceType").empty()) {
        problems.push_back(unreadable_bundle(where, "There is no resource in this entry.",
                                             "Leave the entry out, or send its resource."));
        return std::nullopt;
    }
    BundleEntry out;
    out.place = place;
    out.full_url = text_of(*entry, "fullUrl");
    out.type = text_of(*resource, "resourceType");
    out.id = text_of(*resource, "id");
    out.resource = write_tree(*resource);
    return out;
}

} // namespace

base::Checked<std::vector<BundleEntry>> read_entries(std::string_view bundle) {
    std::vector<std::string_view> texts;
    const auto shell = BundleScanner(bundle).scan(texts);
    if (!shell)
        return tl::unexpected(
            base::Problems{{"fhir.syntax", "Bundle", "This is not the JSON of a Bundle.",
                            "Send it as JSON in UTF-8; XML and lines of JSON are not read."}});
    const auto tree = read_plain_tree(*shell, "Bundle");
    if (!tree)
        return tl::unexpected(tree.error());
    if (text_of(*tree, "resourceType") != "Bundle" || !is_taken_type(text_of(*tree, "type")))
        return tl::unexpected(base::Problems{
            unreadable_bundle("Bundle.type", "A Bundle of another type is not imported.",
                              "collection, transaction, batch and searchset are.")});
    std::vector<BundleEntry> entries;
    base::Problems problems;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (auto one = read_one(texts[i], i, problems))
            entries.push_back(*std::move(one));
    if (!problems.empty())
        return tl::unexpected(problems);
    return entries;
}

} // namespace filiform::fhir
