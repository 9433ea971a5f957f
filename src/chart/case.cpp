// SPDX-License-Identifier: Apache-2.0
#include "chart/case.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include <boost/json.hpp>

namespace filiform::chart {

namespace json = boost::json;

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_targets = 64;
constexpr const char* see_schema = "filiform schema case says what a case holds.";

/// Collects problems of one case file; `at` is a JSON pointer.
class Reader {
  public:
    explicit Reader(std::string_view name) : name_(name) {}

    void complain(std::string code, const std::string& at, std::string what, std::string hint) {
        problems.push_back({std::move(code), name_ + "#" + at, std::move(what), std::move(hint)});
    }

    void allow_only(const json::object& object, const std::string& at,
                    std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object)
            if (std::find(known.begin(), known.end(), std::string_view(key)) == known.end())
                complain("case.unknown_key", at + "/" + std::string(key),
                         "This key is not known here.", "Correct its spelling or remove it.");
    }

    std::string text(const json::object& object, const std::string& at, std::string_view key) {
        const json::value* value = object.if_contains(key);
        const std::string place = at + "/" + std::string(key);
        if (value == nullptr) {
            complain("case.missing", place, "This text is missing.", see_schema);
        } else if (!value->is_string() || value->get_string().empty()) {
            complain("case.type", place, "A text that is not empty is expected here.", see_schema);
        } else {
            return std::string(value->get_string());
        }
        return {};
    }

    double number(const json::value& value, const std::string& at, double low, double high) {
        json::error_code error;
        const auto number = value.to_number<double>(error);
        if (error.failed() || !(number >= low && number <= high)) {
            complain("case.value", at,
                     "A number from " + short_number(low) + " to " + short_number(high) +
                         " is expected here.",
                     "Write it without quotes and with a point: 1.5.");
            return low;
        }
        return number;
    }

    const json::array* list(const json::object& object, const std::string& at, std::string_view key,
                            std::size_t most) {
        const json::value* value = object.if_contains(key);
        const std::string place = at + "/" + std::string(key);
        if (value == nullptr) {
            complain("case.missing", place, "This list is missing.", see_schema);
        } else if (!value->is_array() || value->get_array().empty()) {
            complain("case.type", place, "A list with at least one entry is expected here.",
                     see_schema);
        } else if (value->get_array().size() > most) {
            complain("case.too_large", place,
                     "The list has " + std::to_string(value->get_array().size()) +
                         " entries; at most " + std::to_string(most) + " are read.",
                     "Split the case into several.");
        } else {
            return &value->get_array();
        }
        return nullptr;
    }

    base::Problems problems;

  private:
    static std::string short_number(double value) {
        std::string text = std::to_string(value);
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
        return text;
    }

    std::string name_;
};

BodyWanted read_scan(Reader& reader, const json::object& body) {
    BodyScan scan;
    if (const json::array* labels = reader.list(body, "/body", "labels", 8)) {
        for (std::size_t i = 0; i < labels->size(); ++i) {
            const std::string at = "/body/labels/" + std::to_string(i);
            const json::object* entry = (*labels)[i].if_object();
            if (entry == nullptr) {
                reader.complain("case.type", at, "An object with file and scheme is expected.",
                                R"(Write {"file": "labels.nii.gz", "scheme": "…"}.)");
                continue;
            }
            reader.allow_only(*entry, at, {"file", "scheme"});
            scan.labels.push_back(
                {reader.text(*entry, at, "file"), reader.text(*entry, at, "scheme")});
        }
    }
    if (body.contains("image"))
        scan.image = reader.text(body, "/body", "image");
    if (const json::value* grid = body.if_contains("gridMm"))
        scan.grid_mm = reader.number(*grid, "/body/gridMm", 0.5, 5);
    return scan;
}

BodyWanted read_body(Reader& reader, const json::object& root) {
    const json::value* value = root.if_contains("body");
    const json::object* body = value == nullptr ? nullptr : value->if_object();
    if (body == nullptr) {
        reader.complain(value == nullptr ? "case.missing" : "case.type", "/body",
                        value == nullptr ? "The body to plan on is missing."
                                         : "The body is an object, which this is not.",
                        "Give {\"file\": …}, {\"labels\": […]} or {\"phantom\": true}.");
        return BodyPhantom{};
    }
    const int kinds = static_cast<int>(body->contains("file")) +
                      static_cast<int>(body->contains("labels")) +
                      static_cast<int>(body->contains("phantom"));
    if (kinds != 1) {
        reader.complain("case.value", "/body",
                        "Exactly one of file, labels and phantom is expected here.",
                        "Keep the one that is meant.");
        return BodyPhantom{};
    }
    if (body->contains("labels")) {
        reader.allow_only(*body, "/body", {"labels", "image", "gridMm"});
        return read_scan(reader, *body);
    }
    if (body->contains("file")) {
        reader.allow_only(*body, "/body", {"file"});
        return BodyFile{reader.text(*body, "/body", "file")};
    }
    reader.allow_only(*body, "/body", {"phantom"});
    if (const json::value& phantom = body->at("phantom"); !phantom.is_bool() || !phantom.get_bool())
        reader.complain("case.type", "/body/phantom", "Only true is expected here.",
                        "Write {\"phantom\": true}.");
    return BodyPhantom{};
}

std::vector<TargetRequest> read_targets(Reader& reader, const json::object& root) {
    std::vector<TargetRequest> targets;
    const json::array* list = reader.list(root, "", "targets", most_targets);
    if (list == nullptr)
        return targets;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string at = "/targets/" + std::to_string(i);
        const json::string* text = (*list)[i].if_string();
        const auto target = text == nullptr ? std::nullopt : read_target(*text);
        if (!target) {
            reader.complain("case.value", at,
                            "A target such as \"piriformis.right\" or "
                            "\"multifidus.left@l4\" is expected here.",
                            "Write muscle, side and, after an @, the vertebra in small letters.");
        } else if (std::find(targets.begin(), targets.end(), *target) != targets.end()) {
            reader.complain("case.repeated", at, "The target " + target->id() + " is named twice.",
                            "Remove one.");
        } else {
            targets.push_back(*target);
        }
    }
    return targets;
}

void read_options(Reader& reader, const json::object& root, Case& wanted) {
    if (root.contains("needles")) {
        if (const json::array* list = reader.list(root, "", "needles", most_targets))
            for (std::size_t i = 0; i < list->size(); ++i) {
                const json::string* text = (*list)[i].if_string();
                if (text == nullptr) {
                    reader.complain("case.type", "/needles/" + std::to_string(i),
                                    "A needle such as \"0.30x60\" is expected here.",
                                    "Write diameter x length in mm, in quotes.");
                } else {
                    wanted.needles.emplace_back(*text);
                }
            }
    }
    if (const json::value* most = root.if_contains("mostPaths")) {
        if (most->is_int64() && most->get_int64() >= 1 && most->get_int64() <= 10) {
            wanted.most_paths = static_cast<int>(most->get_int64());
        } else {
            reader.complain("case.value", "/mostPaths",
                            "A whole number from 1 to 10 is expected here.",
                            "It is how many proposals each target may have.");
        }
    }
    if (const json::value* seed = root.if_contains("seed")) {
        json::error_code error;
        const auto number = seed->to_number<std::int64_t>(error);
        if (error.failed() || number < 0) {
            reader.complain("case.value", "/seed", "A whole number from 0 up is expected here.",
                            "Leave it out to have 1.");
        } else {
            wanted.seed = static_cast<std::uint64_t>(number);
        }
    }
}

} // namespace

std::optional<TargetRequest> read_target(std::string_view text) {
    constexpr std::size_t longest = 100;
    const std::size_t at = text.find('@');
    const std::string_view structure = text.substr(0, at);
    const std::string_view level = at == std::string_view::npos ? "" : text.substr(at + 1);
    const auto is_word = [](std::string_view word) {
        return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
            return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_' || c == '.';
        });
    };
    if (text.size() > longest || !is_word(structure))
        return std::nullopt;
    if (at != std::string_view::npos && !is_word(level))
        return std::nullopt;
    return TargetRequest{StructureId(std::string(structure)), std::string(level)};
}

base::Checked<Case> read_case(std::string_view text, std::string_view name) {
    Reader reader(name);
    if (text.size() > most_bytes) {
        reader.complain("case.too_large", "",
                        "The file has " + std::to_string(text.size()) +
                            " bytes; a case has at most " + std::to_string(most_bytes) + ".",
                        "Check that this is the case file, and not a scan or a plan.");
        return tl::unexpected(reader.problems);
    }
    json::error_code error;
    json::parse_options options;
    options.max_depth = 16;
    const json::value value = json::parse(text, error, {}, options);
    const json::object* root = value.if_object();
    if (error.failed() || root == nullptr) {
        reader.complain("case.syntax", "",
                        error.failed() ? "This is not JSON: " + error.message() + "."
                                       : "A JSON object is expected here.",
                        see_schema);
        return tl::unexpected(reader.problems);
    }
    reader.allow_only(*root, "", {"schema", "body", "targets", "needles", "mostPaths", "seed"});
    if (const std::string schema = reader.text(*root, "", "schema");
        !schema.empty() && schema != "filiform.case/1")
        reader.complain("case.schema", "/schema", "The schema '" + schema + "' is not known.",
                        "Write \"filiform.case/1\".");
    Case wanted;
    wanted.body = read_body(reader, *root);
    wanted.targets = read_targets(reader, *root);
    read_options(reader, *root, wanted);
    if (!reader.problems.empty())
        return tl::unexpected(reader.problems);
    return wanted;
}

} // namespace filiform::chart
