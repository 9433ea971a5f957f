// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "record/choice.h"
#include "record/contradictions.h"

namespace filiform::record {

bool leaves_needling_open(ScreeningDecision decision) {
    return decision == ScreeningDecision::Go || decision == ScreeningDecision::Caution ||
           decision == ScreeningDecision::ReferRoutine;
}

void check_screening(Complaints& complaints, const ScreeningResult& screening,
                     const std::string& where) {
    complaints.unless(!screening.may_needle.value_or(false) || !screening.decision ||
                          leaves_needling_open(*screening.decision),
                      where + "/mayNeedle", "Nobody is needled on such a decision.");
    complaints.unless(screening.unanswered_emergency.empty() ||
                          !screening.may_needle.value_or(false),
                      where + "/mayNeedle",
                      "Nobody is needled while a question that could mean an emergency is open.");
}

void check_neurology(Complaints& complaints, const std::vector<NeuroSign>& signs,
                     const char* where) {
    using Test = NeuroSign::Test;
    std::set<std::tuple<Test, NeuroSign::Level, Side>> seen;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const NeuroSign& sign = signs[i];
        if (!sign.test || !sign.level || !sign.side)
            continue; // not read yet
        complaints.unless(sign.side == Side::Left || sign.side == Side::Right,
                          at(where, i, "/side"), "A sign is of the left or of the right.");
        complaints.unless(sign.grade.value_or(0) <= highest_grade(*sign.test),
                          at(where, i, "/grade"),
                          "A " + std::string(word_of(*sign.test)) + " is graded from 0 to " +
                              std::to_string(highest_grade(*sign.test)) + ".");
        complaints.unless(seen.emplace(*sign.test, *sign.level, *sign.side).second, at(where, i),
                          "This sign is there already.");
    }
}

namespace {

void check_measures(Complaints& complaints, const std::vector<BodyMeasure>& measures) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < measures.size(); ++i)
        complaints.unless(seen.insert(measures[i].what).second, at("measures", i),
                          "This was measured already: keep one of the two.");
}

void check_scan(Complaints& complaints, const Scan& scan, const Day& on) {
    complaints.unless(in_order(scan.taken_on, on), "/scan/takenOn",
                      "The scan was taken after the day of the assessment.");
    const auto is_packed = [](const std::optional<Document>& file) {
        return !file || file->media_type == "application/gzip";
    };
    complaints.unless(is_packed(scan.labels), "/scan/labels/mediaType",
                      "A label map is kept as gzipped NIfTI: application/gzip.");
    complaints.unless(is_packed(scan.image), "/scan/image/mediaType",
                      "An image is kept as gzipped NIfTI: application/gzip.");
}

} // namespace

void check(Complaints& complaints, const Assessment& assessment) {
    check_measures(complaints, assessment.measures);
    if (assessment.scan)
        check_scan(complaints, *assessment.scan, assessment.on);
    for (std::size_t i = 0; i < assessment.chart.size(); ++i) {
        const BodyMark& mark = assessment.chart[i];
        complaints.unless(mark.drawn.empty() || mark.view, at("chart", i, "/view"),
                          "The drawing is named that something was drawn on.");
        complaints.unless(!mark.drawn.empty() || !mark.regions.empty(), at("chart", i),
                          "A mark has a region or is drawn.");
    }
    check_neurology(complaints, assessment.neurology, "neurology");
    for (std::size_t i = 0; i < assessment.trigger_points.size(); ++i) {
        const TriggerPoint& point = assessment.trigger_points[i];
        complaints.unless(point.place.has_value() == point.view.has_value(),
                          at("triggerPoints", i, "/view"),
                          "A place is given with the drawing it is on, and only so.");
    }
    if (assessment.screening)
        check_screening(complaints, *assessment.screening, "/screening");
    for (std::size_t i = 0; i < assessment.causes.size(); ++i) {
        const Assessment::Cause& cause = assessment.causes[i];
        complaints.unless(in_order(cause.low, cause.probability) &&
                              in_order(cause.probability, cause.high),
                          at("causes", i), "The probability lies outside its interval.");
    }
}

namespace {

void check_path(Complaints& complaints, const ChosenPath& path, std::size_t place) {
    constexpr double tolerance = 1e-3; // directions are written with a few decimals
    const auto of = [place](const char* field) { return at("targets", place, "/path") + field; };
    if (path.direction && path.direction->x && path.direction->y && path.direction->z) {
        const double length =
            std::hypot(*path.direction->x, *path.direction->y, *path.direction->z);
        complaints.unless(std::abs(length - 1) <= tolerance, of("/direction"),
                          "A direction is one long.");
    }
    complaints.unless(in_order(path.depth_mm, path.length_mm), of("/depthMm"),
                      "The needle is shorter than it is to go in.");
}

} // namespace

void check(Complaints& complaints, const Plan& plan) {
    const bool is_allowed = plan.needling_allowed.value_or(false);
    complaints.unless(!is_allowed || !plan.decision || leaves_needling_open(*plan.decision),
                      "/needlingAllowed", "Nobody is needled on such a decision.");
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        const PlannedTarget& target = plan.targets[i];
        complaints.unless(target.path.has_value() == target.no_path.empty(), at("targets", i),
                          "A target has a path, or the reason why there is none.");
        complaints.unless(is_allowed || !target.path, at("targets", i, "/path"),
                          "Needling is not allowed.");
        complaints.unless(seen.emplace(target.target, target.level).second, at("targets", i),
                          "This target is there already.");
        if (target.path)
            check_path(complaints, *target.path, i);
    }
    for (std::size_t i = 0; i < plan.overrides.size(); ++i)
        complaints.unless(plan.overrides[i].on.has_value(), at("overrides", i, "/on"),
                          "When it was decided is missing.");
}

namespace {

void check_needle_times(Complaints& complaints, const Session& session, std::size_t place) {
    const Needle& needle = session.needles[place];
    complaints.unless(!needle.time_out || needle.time_in, at("needles", place, "/timeOut"),
                      "The needle never went in.");
    complaints.unless(in_order(needle.time_in, needle.time_out), at("needles", place, "/timeOut"),
                      "The needle was taken out before it went in.");
    complaints.unless(in_order(session.began, needle.time_in), at("needles", place, "/timeIn"),
                      "The needle went in before the session began.");
    complaints.unless(in_order(needle.time_out, session.ended), at("needles", place, "/timeOut"),
                      "The needle was taken out after the session ended.");
    complaints.unless(needle.removed_by.is_empty() || needle.time_out,
                      at("needles", place, "/removedBy"), "The needle is not out.");
}

void check_needle_use(Complaints& complaints, const Session& session, std::size_t place) {
    const Needle& needle = session.needles[place];
    complaints.unless(in_order(needle.depth_mm, needle.length_mm), at("needles", place, "/depthMm"),
                      "The needle is shorter than it went in.");
    complaints.unless(!needle.electrical || needle.technique == Technique::Electrical,
                      at("needles", place, "/electrical"),
                      "Current is said of a needle that is used with current.");
    complaints.unless(!needle.passes || needle.technique == Technique::Pistoned,
                      at("needles", place, "/passes"),
                      "Passes are counted of a needle that is moved up and down.");
    const bool says_none = std::find(needle.responses.begin(), needle.responses.end(),
                                     Needle::Response::None) != needle.responses.end();
    complaints.unless(!says_none || needle.responses.size() == 1,
                      at("needles", place, "/responses"), "Nothing was felt, or something was.");
    if (needle.electrical && needle.electrical->paired_with) {
        const auto other = static_cast<std::size_t>(*needle.electrical->paired_with);
        complaints.unless(other != place && other < session.needles.size(),
                          at("needles", place, "/electrical/pairedWith"),
                          "This is not another needle of the session.");
    }
}

} // namespace

void check(Complaints& complaints, const Session& session) {
    complaints.unless(in_order(session.began, session.ended), "/ended",
                      "The session ends before it begins.");
    if (session.screening)
        check_screening(complaints, *session.screening, "/screening");
    check_neurology(complaints, session.neurology_before, "neurologyBefore");
    check_neurology(complaints, session.neurology_after, "neurologyAfter");
    for (std::size_t i = 0; i < session.needles.size(); ++i) {
        check_needle_times(complaints, session, i);
        check_needle_use(complaints, session, i);
    }
}

namespace {

void check_item(Complaints& complaints, const Instrument::Item& item, std::size_t place) {
    using Type = Instrument::ItemType;
    const bool is_choice = item.type == Type::Choice;
    const bool is_number = item.type == Type::Figure;
    const bool is_scored = item.is_scored.value_or(false);
    complaints.unless(is_choice == !item.options.empty(), at("items", place, "/options"),
                      "A choice has something to choose from, and nothing else has.");
    std::set<std::string> seen;
    for (const Instrument::Option& option : item.options) {
        complaints.unless(seen.insert(option.code).second, at("items", place, "/options"),
                          "Two options have one code.");
        complaints.unless(!is_scored || option.points, at("items", place, "/options"),
                          "An option of what is scored has its points.");
    }
    complaints.unless(!is_number || (item.low && item.high && *item.low < *item.high),
                      at("items", place, "/low"), "A number has its least and its most.");
    complaints.unless(is_number || (!item.low && !item.high), at("items", place, "/low"),
                      "Only a number has a least and a most.");
    complaints.unless(!is_scored || is_choice || is_number, at("items", place, "/isScored"),
                      "Only a choice or a number can be scored.");
}

void check_scoring(Complaints& complaints, const Instrument& instrument) {
    using Method = Instrument::Method;
    if (!instrument.scoring)
        return;
    const Instrument::Scoring& scoring = *instrument.scoring;
    const auto scored = std::count_if(instrument.items.begin(), instrument.items.end(),
                                      [](const auto& item) { return item.is_scored == true; });
    complaints.unless((scoring.method == Method::None) == (scored == 0), "/scoring/method",
                      "Something is scored, or there is no score.");
    complaints.unless(scoring.method != Method::Single || scored == 1, "/scoring/method",
                      "A single score is of a single item.");
    complaints.unless(!scoring.least_answered || *scoring.least_answered <= scored,
                      "/scoring/leastAnswered", "There are fewer scored items than that.");
    complaints.unless(in_order(scoring.low, scoring.high), "/scoring/high",
                      "The most the score can be is less than the least.");
    complaints.unless(scoring.method == Method::None || scoring.direction, "/scoring/direction",
                      "Which way is better is missing.");
}

} // namespace

void check(Complaints& complaints, const Instrument& instrument) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
        complaints.unless(seen.insert(instrument.items[i].link_id).second,
                          at("items", i, "/linkId"), "Two items have one link id.");
        check_item(complaints, instrument.items[i], i);
    }
    check_scoring(complaints, instrument);
    for (std::size_t i = 0; i < instrument.thresholds.size(); ++i)
        complaints.unless(instrument.thresholds[i].value.has_value() ||
                              instrument.thresholds[i].percent.has_value(),
                          at("thresholds", i, "/value"), "Points or a percentage are missing.");
}

} // namespace filiform::record
