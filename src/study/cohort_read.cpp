// SPDX-License-Identifier: Apache-2.0
#include <numbers>

#include "atlas/person.h"
#include "atlas/population.h"
#include "study/protocol_parts.h"

namespace filiform::study {

namespace {

Spreading read_one(const base::DataNode& node, const std::string& key) {
    node.allow_only({"mean", "sd", "low", "high"});
    Spreading spreading;
    spreading.mean = node.number("mean");
    spreading.sd = node.number("sd");
    spreading.low = node.number_or("low", spreading.low);
    spreading.high = node.number_or("high", spreading.high);
    if (spreading.sd < 0)
        node.complain("study.range", "The spread of " + key + " is negative.",
                      "Write a standard deviation.");
    if (spreading.low >= spreading.high || spreading.mean < spreading.low ||
        spreading.mean > spreading.high)
        node.complain("study.range", "The mean of " + key + " does not lie between low and high.",
                      "");
    const atlas::Range& fitted = atlas::population().fitted.at(key);
    if (node.has("mean") && !fitted.holds(spreading.mean))
        node.complain("study.person",
                      "The reference body is made for a " + key + " from " +
                          std::to_string(static_cast<int>(fitted.low)) + " to " +
                          std::to_string(static_cast<int>(fitted.high)) + ", not " +
                          std::to_string(spreading.mean) + ".",
                      "Check the unit: years, cm, kg per square metre.");
    return spreading;
}

/// One spread for all, or one for men and one for women.
void read_spreading(const base::DataNode& population, const std::string& key, Cohort& cohort,
                    Spreading Cohort::OfSex::*member) {
    const base::DataNode node = population.child(key);
    if (node.is_map() && (node.has("men") || node.has("women"))) {
        node.allow_only({"men", "women"});
        // A cohort of one sex says only that sex.
        const auto read = [&](const char* who, Cohort::OfSex& of, bool is_there) {
            if (is_there)
                of.*member = read_one(node.child(who), key);
        };
        read("men", cohort.of_men, cohort.men > 0);
        read("women", cohort.of_women, cohort.men < 1);
        return;
    }
    cohort.of_men.*member = cohort.of_women.*member = read_one(node, key);
}

std::map<std::string, std::string> read_variants(const base::DataNode& node) {
    atlas::Person anybody;
    anybody.height_cm = 170;
    anybody.weight_kg = 70;
    for (const std::string& id : node.keys())
        anybody.variants[id] = node.text(id);
    for (const base::Problem& problem : atlas::check_person(anybody))
        node.child(problem.where).complain(problem.code, problem.what, problem.hint);
    return anybody.variants;
}

} // namespace

Cohort read_cohort(const base::DataNode& node) {
    node.allow_only({"men", "age_years", "height_cm", "bmi", "donor", "lying", "ancestry",
                     "variants", "sides", "assumed"});
    Cohort cohort;
    cohort.men = node.number("men");
    if (cohort.men < 0 || cohort.men > 1)
        node.child("men").complain("study.range", "The share of men must lie between 0 and 1.", "");
    read_spreading(node, "age_years", cohort, &Cohort::OfSex::age_years);
    read_spreading(node, "height_cm", cohort, &Cohort::OfSex::height_cm);
    read_spreading(node, "bmi", cohort, &Cohort::OfSex::bmi);
    cohort.donor = read_word<Donor>(
        node, "donor",
        {{"living", Donor::Living}, {"fresh", Donor::Fresh}, {"embalmed", Donor::Embalmed}});
    cohort.lying = read_word(node, "lying", atlas::lying_words());
    Words<std::string> ancestries;
    for (const std::string& ancestry : atlas::population().ancestries)
        ancestries.emplace_back(ancestry, ancestry);
    cohort.ancestry = read_word<std::string>(node, "ancestry", ancestries);
    if (node.has("variants"))
        cohort.variants = read_variants(node.child("variants"));
    cohort.sides = read_word(node, "sides", side_words());
    cohort.assumed = node.texts_or_none("assumed");
    return cohort;
}

void read_needler(const base::DataNode& node, const std::set<std::string>& sources,
                  needle::HandModel& hand) {
    node.allow_only({"palpation", "landmarks", "entry_sd_mm", "angle_sd_deg", "depth_sd_mm",
                     "bending_at_50_mm", "compression", "measuring_share", "source", "mark",
                     "why"});
    static const Words<bool> palpations{{"usual", true}, {"exact", false}};
    if (!read_word(node, "palpation", palpations))
        hand.palpations = {needle::Palpation{}}; // fits every landmark, and errs by nothing
    constexpr double degrees = std::numbers::pi / 180;
    hand.entry_sd_mm = number_in(node, "entry_sd_mm", 0, 100, hand.entry_sd_mm);
    hand.angle_sd_rad =
        number_in(node, "angle_sd_deg", 0, 45, hand.angle_sd_rad / degrees) * degrees;
    hand.depth_sd_mm = number_in(node, "depth_sd_mm", 0, 100, hand.depth_sd_mm);
    hand.bending_at_50_mm = number_in(node, "bending_at_50_mm", 0, 50, hand.bending_at_50_mm);
    hand.measuring_share = number_in(node, "measuring_share", 0, 1, hand.measuring_share);
    if (node.has("compression")) {
        const base::DataNode share = node.child("compression");
        share.allow_only({"least", "most"});
        hand.compression_least = number_in(share, "least", 0, 0.9, 0);
        hand.compression_most =
            number_in(share, "most", hand.compression_least, 0.9, hand.compression_least);
    }
    if (!node.has("landmarks"))
        return;
    std::vector<needle::Palpation> rows;
    for (const base::DataNode& row : node.child("landmarks").items()) {
        row.allow_only({"landmark", "sd_mm", "across_sd_mm", "along_sd_mm", "level_too_high",
                        "level_too_low", "source", "mark"});
        needle::Palpation palpation;
        palpation.prefix = row.text("landmark");
        const double both = number_in(row, "sd_mm", 0, 100, 0);
        palpation.across_sd_mm = number_in(row, "across_sd_mm", 0, 100, both);
        palpation.along_sd_mm = number_in(row, "along_sd_mm", 0, 100, both);
        palpation.level_too_high = number_in(row, "level_too_high", 0, 1, 0);
        palpation.level_too_low =
            number_in(row, "level_too_low", 0, 1 - palpation.level_too_high, 0);
        check_source(row, sources);
        palpation.source = chart::SourceId(row.text("source"));
        rows.push_back(palpation);
    }
    // The first that fits is taken: the study's own before the program's.
    hand.palpations.insert(hand.palpations.begin(), rows.begin(), rows.end());
}

} // namespace filiform::study
