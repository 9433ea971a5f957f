// SPDX-License-Identifier: Apache-2.0
#include "anatomy/courses.h"

#include <algorithm>
#include <set>
#include <vector>

namespace filiform::anatomy {

namespace {

constexpr std::string_view variants_code = "body.variants";

/// The other courses of one structure on one of its sides, which speaks for both.
struct Others {
    std::string structure; ///< without side
    std::vector<std::pair<std::string, double>> courses;
    std::set<std::string> of_sides;
};

std::vector<Others> others_of(const Body& body) {
    std::vector<Others> all;
    for (const Structure& one : body.structures) {
        if (one.variant_of.is_empty())
            continue;
        const std::string stem = chart::without_side(one.variant_of.text());
        auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Others& o) { return o.structure == stem; });
        if (found == all.end())
            found = all.insert(all.end(), {stem, {}, {}});
        found->of_sides.insert(one.variant_of.text());
        const std::pair<std::string, double> course{chart::without_side(one.id.text()), one.share};
        if (std::find(found->courses.begin(), found->courses.end(), course) == found->courses.end())
            found->courses.push_back(course);
    }
    return all;
}

std::string sentence_of(const Others& others) {
    double all = 0;
    std::string list;
    for (const auto& [id, share] : others.courses) {
        all += share;
        list += (list.empty() ? "" : ", ") + chart::spoken(id) + " " + chart::of_hundred(share);
    }
    const bool is_one_sided = others.of_sides.size() == 1;
    return "In " + chart::of_hundred(all) + " of 100 people the " +
           chart::spoken(is_one_sided ? *others.of_sides.begin() : others.structure) +
           " takes another course than the usual one (" + list + "); " +
           (is_one_sided ? "" : "on both sides ") +
           "it is drawn besides and counted in every risk by its share.";
}

/// Of what not all people have, and which has no other course: one sentence for both sides.
std::vector<std::string> sentences_of_missing(const Body& body) {
    std::vector<std::string> told;
    std::vector<std::string> sentences;
    for (const Structure& one : body.structures) {
        const std::string stem = chart::without_side(one.id.text());
        const bool has_others = std::any_of(
            body.structures.begin(), body.structures.end(), [&](const Structure& other) {
                return !other.variant_of.is_empty() && other.variant_of == one.id;
            });
        if (one.variant.empty() || one.share == 1 || has_others || !one.variant_of.is_empty() ||
            std::find(told.begin(), told.end(), stem) != told.end())
            continue;
        told.push_back(stem);
        sentences.push_back("In " + chart::of_hundred(1 - one.share) + " of 100 people the " +
                            chart::spoken(stem) +
                            " is not there as drawn; where it would stop a needle, the risks count "
                            "on it in the others only.");
    }
    return sentences;
}

bool is_stated(const Structure& structure, const std::string& key) {
    const std::string id = variant_id(structure);
    const chart::Side side = chart::side_of(name_of(structure).text());
    return !structure.variant.empty() &&
           (key == id || (chart::side_of(key) == side && chart::without_side(key) == id &&
                          side != chart::Side::None));
}

/// What can be stated of this body: variant → kinds, in the order of the body's structures.
std::map<std::string, std::vector<std::string>> statable(const Body& body) {
    std::map<std::string, std::vector<std::string>> kinds;
    for (const Structure& one : body.structures) {
        if (one.variant.empty())
            continue;
        std::vector<std::string>& known = kinds[variant_id(one)];
        if (std::find(known.begin(), known.end(), kind_of(one)) == known.end())
            known.push_back(kind_of(one));
    }
    return kinds;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

void check(const Body& body, const Stated& stated, base::Problems& problems) {
    const auto known = statable(body);
    std::vector<std::string> names;
    for (const auto& [name, kinds] : known)
        names.push_back(name);
    for (const auto& [key, kind] : stated) {
        const auto found = known.find(chart::without_side(key));
        if (found == known.end()) {
            problems.push_back(
                {"variant.unknown", key,
                 "This body draws no courses of \"" + chart::without_side(key) + "\".",
                 names.empty() ? "Leave it out: every structure of this body has one "
                                 "course."
                               : "It does of: " + joined(names) + "."});
        } else if (std::find(found->second.begin(), found->second.end(), kind) ==
                   found->second.end()) {
            problems.push_back({"variant.kind", key,
                                "This body draws no kind \"" + kind + "\" of " + found->first + ".",
                                "It draws " + joined(found->second) + "."});
        }
    }
}

/// The stated course alone, under the structure's name.
void keep_only(Body& body, const std::string& key, const std::string& kind) {
    std::erase_if(body.structures, [&](const Structure& one) {
        return is_stated(one, key) && kind_of(one) != kind;
    });
    for (Structure& one : body.structures) {
        if (!is_stated(one, key))
            continue;
        one.id = name_of(one);
        one.variant_of = {};
        one.variant.clear();
        one.share = 1;
        one.note += (one.note.empty() ? "" : " ") + std::string("Its course was stated: ") +
                    chart::without_side(key) + " " + kind + ".";
    }
}

} // namespace

std::string variant_id(const Structure& structure) {
    return structure.variant.substr(0, structure.variant.find('='));
}

std::string kind_of(const Structure& structure) {
    return structure.variant.substr(structure.variant.find('=') + 1);
}

void tell_courses(Body& body) {
    std::erase_if(body.warnings, [](const auto& w) { return w.code == variants_code; });
    std::string what;
    for (const Others& others : others_of(body))
        what += (what.empty() ? "" : " ") + sentence_of(others);
    for (const std::string& sentence : sentences_of_missing(body))
        what += (what.empty() ? "" : " ") + sentence;
    if (!what.empty())
        body.warnings.push_back({std::string(variants_code), what});
}

base::Problems check_stated(const Stated& stated) {
    base::Problems problems;
    for (const auto& [key, kind] : stated)
        if (const std::string id = chart::without_side(key); id != key && stated.contains(id))
            problems.push_back({"variant.repeated", key, "This side is stated twice.",
                                "State both sides at once, or each by its name."});
    return problems;
}

base::Checked<Body> with_stated(Body body, const Stated& stated) {
    base::Problems problems = check_stated(stated);
    check(body, stated, problems);
    if (!problems.empty())
        return tl::unexpected(problems);
    if (stated.empty())
        return body;
    std::string list;
    for (const auto& [key, kind] : stated) {
        keep_only(body, key, kind);
        list += (list.empty() ? "" : ", ") + key + " " + kind;
    }
    finish(body);
    tell_courses(body);
    body.warnings.push_back(
        {"body.stated", "Stated of this patient, and not seen here: " + list + "."});
    return body;
}

} // namespace filiform::anatomy
