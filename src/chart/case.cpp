// SPDX-License-Identifier: Apache-2.0
#include "chart/case.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "chart/case_reader.h"

namespace filiform::chart {

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_targets = 64;
constexpr double least_grid_mm = 0.5;
constexpr double most_grid_mm = 5;

BodyWanted read_scan(CaseReader& reader, const json::object& body) {
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
        scan.grid_mm = reader.number(*grid, "/body/gridMm", least_grid_mm, most_grid_mm);
    return scan;
}

double needed(CaseReader& reader, const json::object& object, const std::string& at,
              std::string_view key) {
    const json::value* value = object.if_contains(key);
    const std::string place = at + "/" + std::string(key);
    if (value != nullptr)
        return reader.number(*value, place, 0, most_number);
    reader.complain("case.missing", place, "This number is missing.", see_schema);
    return 0;
}

/// The object under `key`; null, and a complaint unless it is left out, when there is none.
const json::object* part(CaseReader& reader, const json::object& object, const std::string& at,
                         std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value != nullptr && !value->is_object())
        reader.complain("case.type", at + "/" + std::string(key), "An object is expected here.",
                        see_schema);
    return value == nullptr ? nullptr : value->if_object();
}

void read_measured(CaseReader& reader, const json::object& measured, BodyPerson& person) {
    for (const auto& [key, value] : measured) {
        const std::string at = "/body/person/measured/" + std::string(key);
        const json::object* one = value.if_object();
        if (one == nullptr) {
            reader.complain("case.type", at, "An object with mm is expected here.",
                            "Write {\"mm\": 58}, or {\"mm\": 58, \"sdMm\": 3} with its error.");
            continue;
        }
        reader.allow_only(*one, at, {"mm", "sdMm"});
        BodyPerson::Measured& kept = person.measured[key];
        kept.mm = needed(reader, *one, at, "mm");
        if (one->contains("sdMm"))
            kept.sd_mm = needed(reader, *one, at, "sdMm");
    }
}

/// One of the words, the first of them when the key is left out.
std::string word_of(CaseReader& reader, const json::object& object, std::string_view key,
                    std::initializer_list<std::string_view> words) {
    if (!object.contains(key))
        return std::string(*words.begin());
    const std::string at = "/body/person/" + std::string(key);
    const json::string* text = object.at(key).if_string();
    std::string all;
    for (const std::string_view word : words) {
        if (text != nullptr && *text == word)
            return std::string(word);
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    reader.complain("case.value", at, "This is none of the words known here.",
                    "Write one of " + all + ".");
    return std::string(*words.begin());
}

void read_what_is_known(CaseReader& reader, const json::object& wanted, BodyPerson& person) {
    const std::string at = "/body/person";
    if (const json::object* girths = part(reader, wanted, at, "girthsCm"))
        for (const auto& [key, value] : *girths)
            person.girths_cm[key] =
                reader.number(value, at + "/girthsCm/" + std::string(key), 0, most_number);
    if (const json::object* measured = part(reader, wanted, at, "measured"))
        read_measured(reader, *measured, person);
    if (wanted.contains("ancestry"))
        person.ancestry = reader.text(wanted, at, "ancestry");
    if (const json::value* wide = wanted.if_contains("extrapolate")) {
        if (!wide->is_bool())
            reader.complain("case.type", at + "/extrapolate", "true or false is expected here.",
                            see_schema);
        person.may_extrapolate = wide->is_bool() && wide->get_bool();
    }
}

BodyWanted read_person(CaseReader& reader, const json::object& body) {
    BodyPerson person;
    const std::string at = "/body/person";
    if (const json::object* wanted = part(reader, body, "/body", "person")) {
        reader.allow_only(*wanted, at,
                          {"sex", "ageYears", "heightCm", "weightKg", "girthsCm", "measured",
                           "posture", "ancestry", "extrapolate"});
        if (!wanted->contains("sex"))
            reader.complain("case.missing", at + "/sex", "The sex is missing.", see_schema);
        person.is_male = word_of(reader, *wanted, "sex", {"f", "m"}) == "m";
        person.age_years = needed(reader, *wanted, at, "ageYears");
        person.height_cm = needed(reader, *wanted, at, "heightCm");
        person.weight_kg = needed(reader, *wanted, at, "weightKg");
        person.posture =
            word_of(reader, *wanted, "posture", {"prone", "prone_pillow", "side_lying", "supine"});
        read_what_is_known(reader, *wanted, person);
    }
    if (const json::value* grid = body.if_contains("gridMm"))
        person.grid_mm = reader.number(*grid, "/body/gridMm", least_grid_mm, most_grid_mm);
    return person;
}

BodyWanted read_body(CaseReader& reader, const json::object& root) {
    const json::value* value = root.if_contains("body");
    const json::object* body = value == nullptr ? nullptr : value->if_object();
    if (body == nullptr) {
        reader.complain(
            value == nullptr ? "case.missing" : "case.type", "/body",
            value == nullptr ? "The body to plan on is missing."
                             : "The body is an object, which this is not.",
            "Give {\"person\": {…}}, {\"file\": …}, {\"labels\": […]} or {\"phantom\": true}.");
        return BodyPhantom{};
    }
    const int kinds =
        static_cast<int>(body->contains("person")) + static_cast<int>(body->contains("file")) +
        static_cast<int>(body->contains("labels")) + static_cast<int>(body->contains("phantom"));
    if (kinds != 1) {
        reader.complain("case.value", "/body",
                        "Exactly one of person, file, labels and phantom is expected here.",
                        "Keep the one that is meant.");
        return BodyPhantom{};
    }
    if (body->contains("person")) {
        reader.allow_only(*body, "/body", {"person", "gridMm"});
        return read_person(reader, *body);
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

std::vector<TargetRequest> read_targets(CaseReader& reader, const json::object& root) {
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

/// As the schema has it: small letters, digits and underscores.
bool is_variant_word(std::string_view word) {
    constexpr std::size_t longest = 100;
    return !word.empty() && word.size() <= longest &&
           std::all_of(word.begin(), word.end(), [](unsigned char c) {
               return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
           });
}

std::map<std::string, std::string> read_variants(CaseReader& reader, const json::object& root) {
    std::map<std::string, std::string> variants;
    const json::value* value = root.if_contains("variants");
    if (value == nullptr)
        return variants;
    const json::object* object = value->if_object();
    if (object == nullptr || object->size() > most_targets) {
        reader.complain("case.type", "/variants",
                        "Kinds by the name of their variant are expected.",
                        "Write {\"sciatic_type.right\": \"b\"}.");
        return variants;
    }
    for (const auto& entry : *object) {
        const std::string key(entry.key());
        const std::string name = without_side(key);
        const json::string* kind = entry.value().if_string();
        if (kind == nullptr || !is_variant_word(name) ||
            !is_variant_word({kind->data(), kind->size()}))
            reader.complain(
                "case.value", "/variants/" + key,
                "A variant with or without its side and a kind of it are expected here.",
                "Write \"sciatic_type.right\": \"b\".");
        else
            variants[key] = std::string(*kind);
    }
    return variants;
}

void read_options(CaseReader& reader, const json::object& root, Case& wanted) {
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
    CaseReader reader(name);
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
    reader.allow_only(
        *root, "",
        {"schema", "consultation", "body", "targets", "variants", "needles", "mostPaths", "seed"});
    if (const std::string schema = reader.text(*root, "", "schema");
        !schema.empty() && schema != "filiform.case/1")
        reader.complain("case.schema", "/schema", "The schema '" + schema + "' is not known.",
                        "Write \"filiform.case/1\".");
    Case wanted;
    wanted.consultation = read_consultation(reader, *root);
    // A consultation alone can be screened; what is planned needs a body and targets.
    if (!wanted.consultation || root->contains("body"))
        wanted.body = read_body(reader, *root);
    if (!wanted.consultation || root->contains("targets"))
        wanted.targets = read_targets(reader, *root);
    wanted.variants = read_variants(reader, *root);
    read_options(reader, *root, wanted);
    if (!reader.problems.empty())
        return tl::unexpected(reader.problems);
    return wanted;
}

} // namespace filiform::chart
