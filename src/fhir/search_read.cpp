// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "fhir/search.h"
#include "fhir/search_value.h"

namespace filiform::fhir {

namespace {

constexpr std::size_t most_resources = 500;

using Pair = std::pair<std::string, std::string>;

base::Problem bad_value(const std::string& name, std::string what, std::string hint) {
    return {"fhir.search_value", name, std::move(what), std::move(hint)};
}

base::Problem not_known(const std::string& name, ResourceType type) {
    return {"fhir.search_parameter", name,
            "A " + std::string(text(type)) + " cannot be searched by this.",
            "The CapabilityStatement lists what it can be searched by."};
}

/// Values parted by commas; "\," is a comma.
std::vector<std::string> alternatives(std::string_view text) {
    std::vector<std::string> all(1);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\\' && i + 1 < text.size())
            all.back() += text[++i];
        else if (text[i] == ',')
            all.emplace_back();
        else
            all.back() += text[i];
    std::erase_if(all, [](const std::string& one) { return one.empty(); });
    return all;
}

class Reader {
  public:
    Reader(ResourceType type, Handling handling) : handling_(handling) { search_.type = type; }

    void read(const Pair& parameter) {
        const std::size_t before = problems_.size() + search_.ignored.size();
        read_one(parameter);
        if (problems_.size() + search_.ignored.size() == before)
            search_.understood.push_back(parameter);
    }
    base::Checked<Search> finish() {
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return std::move(search_);
    }

  private:
    void read_one(const Pair& parameter) {
        const auto& [name, value] = parameter;
        if (name == "_format" || name == "_pretty")
            return;
        if (value.empty())
            return problems_.push_back(
                bad_value(name, "The parameter has no value.", "Give it one, or leave it out."));
        if (name == "_count")
            read_count(parameter);
        else if (name == "_sort")
            read_sort(parameter);
        else if (name == "_include" || name.starts_with("_include:"))
            read_include(parameter, search_.includes);
        else if (name == "_revinclude" || name.starts_with("_revinclude:"))
            read_include(parameter, search_.reverse_includes);
        else if (name == "_total" &&
                 (value == "none" || value == "accurate" || value == "estimate"))
            search_.wants_total = value != "none";
        else if (name == "_summary" && (value == "count" || value == "false"))
            search_.counts_only = value == "count";
        else if (name == "_after")
            search_.after = value;
        else if (name == "_id")
            read_ids(parameter);
        else
            read_condition(parameter);
    }
    void ignore(base::Problem problem) {
        (handling_ == Handling::Strict ? problems_ : search_.ignored).push_back(std::move(problem));
    }
    void read_count(const Pair& parameter) {
        const std::string& value = parameter.second;
        std::size_t count = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), count);
        if (read.ec != std::errc() || read.ptr != value.data() + value.size())
            return problems_.push_back(bad_value(parameter.first, "This is no number of resources.",
                                                 "Give a whole number, 0 or more."));
        search_.count = std::min(count, most_resources);
        search_.counts_only = search_.counts_only || count == 0;
    }
    void read_ids(const Pair& parameter) {
        for (const std::string& one : alternatives(parameter.second)) {
            if (!is_id(one))
                return problems_.push_back(bad_value(parameter.first, "This is no id.",
                                                     "Ids have letters, digits, - and points."));
            search_.ids.push_back(one);
        }
    }
    void read_sort(const Pair& parameter) {
        for (std::string name : alternatives(parameter.second)) {
            const bool is_descending = name.starts_with('-');
            if (is_descending)
                name.erase(0, 1);
            const SearchFacts* known = find_parameter(search_.type, name);
            if (known == nullptr || (known->kind != SearchFacts::Kind::Date &&
                                     known->kind != SearchFacts::Kind::Text && name != "_id"))
                ignore({"fhir.search_parameter", parameter.first,
                        "It cannot be sorted by \"" + name + "\".",
                        "Sort by a date, a text, _id or _lastUpdated."});
            else
                search_.sort.emplace_back(known, is_descending);
        }
    }
    void read_include(const Pair& parameter, std::vector<Include>& includes) {
        const auto parts = parted(parameter.second, ':');
        const auto from = parts.empty() ? std::nullopt : find_type(parts[0]);
        const SearchFacts* known =
            from && parts.size() > 1 ? find_parameter(*from, parts[1]) : nullptr;
        std::optional<ResourceType> target;
        if (parts.size() == 3)
            target = find_type(parts[2]);
        if (known == nullptr || known->kind != SearchFacts::Kind::Reference || parts.size() > 3 ||
            (parts.size() == 3 && !target))
            return ignore({"fhir.search_parameter", parameter.first,
                           "This names no reference that can be followed.",
                           "Write it \"Appointment:patient\", with a type after it or not."});
        includes.push_back({*from, std::string(known->name), target});
    }
    void read_condition(const Pair& parameter) {
        const std::string& written = parameter.first;
        const std::size_t colon = written.find(':');
        SearchCondition condition;
        condition.parameter = find_parameter(search_.type, written.substr(0, colon));
        if (condition.parameter == nullptr)
            return ignore(not_known(written, search_.type));
        condition.values = alternatives(parameter.second);
        const std::string modifier = colon == std::string::npos ? "" : written.substr(colon + 1);
        if (!apply(modifier, condition))
            return ignore({"fhir.search_parameter", written, "This modifier is not known here.",
                           "Leave it out, or use one of the CapabilityStatement's."});
        for (const std::string& value : condition.values)
            if (condition.modifier != SearchCondition::Modifier::Missing &&
                condition.parameter->kind == SearchFacts::Kind::Date && !read_asked_date(value))
                return problems_.push_back(
                    bad_value(written, "This is no date.",
                              "Write \"ge2026-11-29\", or a time with its zone."));
        if (condition.values.empty())
            return problems_.push_back(
                bad_value(written, "The parameter has no value.", "Give it one."));
        search_.conditions.push_back(std::move(condition));
    }
    static bool apply(const std::string& modifier, SearchCondition& condition) {
        using Kind = SearchFacts::Kind;
        using Modifier = SearchCondition::Modifier;
        const Kind kind = condition.parameter->kind;
        if (modifier.empty())
            return true;
        if (modifier == "missing") {
            condition.modifier = Modifier::Missing;
            return condition.values.size() == 1 &&
                   (condition.values[0] == "true" || condition.values[0] == "false");
        }
        if (modifier == "not" && kind == Kind::Token) {
            condition.modifier = Modifier::Not;
            return true;
        }
        if (kind == Kind::Text && (modifier == "exact" || modifier == "contains")) {
            condition.modifier = modifier == "exact" ? Modifier::Exact : Modifier::Contains;
            return true;
        }
        if (kind != Kind::Reference || !find_type(modifier))
            return false;
        for (std::string& value : condition.values)
            if (value.find('/') == std::string::npos)
                value.insert(0, modifier + "/");
        return true;
    }

    Handling handling_;
    Search search_;
    base::Problems problems_;
};

} // namespace

base::Checked<Search> read_search(ResourceType type,
                                  std::span<const std::pair<std::string, std::string>> parameters,
                                  Handling handling) {
    Reader reader(type, handling);
    for (const Pair& one : parameters)
        reader.read(one);
    return reader.finish();
}

} // namespace filiform::fhir
