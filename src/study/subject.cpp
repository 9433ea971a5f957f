// SPDX-License-Identifier: Apache-2.0
#include "study/subject.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "atlas/distribution.h"
#include "atlas/figure.h"
#include "atlas/spread_rules.h"
#include "anatomy/skin_walk.h"
#include "base/expects.h"
#include "base/random.h"
#include "study/drawn.h"
#include "study/sided_text.h"
#include "study/stage.h"

namespace filiform::study {

namespace {

using chart::Side;
using geometry::Box;
using geometry::Vec3;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<chart::LandmarkId> landmarks_of(const Protocol& protocol,
                                            const std::vector<anatomy::Landmark>& known) {
    std::vector<chart::LandmarkId> ids;
    for (const Arm& arm : protocol.arms)
        if (arm.has_needle)
            for (const Side side : sides_of(arm))
                for (const std::string* text : {&arm.entry, &arm.direction})
                    for (const chart::LandmarkId& id :
                         landmarks_in(for_side(*text, side, known), known))
                        ids.push_back(id);
    return ids;
}

/// As far from its landmarks as any entry lies, errors included.
double farthest_entry(const Protocol& protocol) {
    constexpr double errors_mm = 120;
    double farthest = 0;
    for (const Arm& arm : protocol.arms)
        farthest = std::max(farthest, offsets_mm(arm.entry));
    return farthest + errors_mm;
}

bool is_answerable(const Arm& arm) {
    return arm.not_drawn.empty() &&
           std::any_of(arm.outcomes.begin(), arm.outcomes.end(),
                       [](const Outcome& outcome) { return outcome.not_drawn.empty(); });
}

/// Needles aimed on one body in one arm, with where their answers go.
struct Aimed {
    std::size_t arm = 0;
    std::size_t insertion = 0;
    Side side = Side::Right;
    Aim aim;
};

/// Arms whose needles are near each other, drawn together.
struct Place {
    Box window;
    std::vector<Aimed> needles;
};

double volume(const Box& box) {
    const Vec3 size = box.high - box.low;
    return size.x * size.y * size.z;
}

Box joined(Box a, const Box& b) {
    a.add(b.low);
    a.add(b.high);
    return a;
}

/// Both sides are drawn from the right one, so places are compared there.
Box folded(const Box& box) {
    const double far = std::max(std::abs(box.low.x), std::abs(box.high.x));
    const double near = box.low.x <= 0 && box.high.x >= 0
                            ? -far
                            : std::min(std::abs(box.low.x), std::abs(box.high.x));
    return {{near, box.low.y, box.low.z}, {far, box.high.y, box.high.z}};
}

bool is_distance(Measure measure) {
    return measure == Measure::Distance || measure == Measure::TipDistance;
}

Box window_of(const Arm& arm, const Aim& aim) {
    // As far from the needle as an outcome looks; distances are whole to 24 mm.
    constexpr double seen_mm = 3;
    constexpr double distances_mm = 24;
    double margin = seen_mm;
    for (const Outcome& outcome : arm.outcomes)
        margin = std::max(margin, is_distance(outcome.measure) ? distances_mm
                                                               : outcome.within_mm + seen_mm);
    Box box;
    for (const geometry::Segment* line : {&aim.meant, &aim.driven}) {
        box.add(line->start);
        box.add(line->end());
    }
    return folded(box.grown(margin));
}

/// Joins places as long as drawing them together is no more work than drawing them apart.
std::vector<Place> gathered(std::vector<Place> places) {
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (std::size_t i = 0; i < places.size() && !has_changed; ++i)
            for (std::size_t j = i + 1; j < places.size() && !has_changed; ++j) {
                const Box both = joined(places[i].window, places[j].window);
                constexpr double fixed_mm3 = 5e5; // what a window costs besides its volume
                if (volume(both) > volume(places[i].window) + volume(places[j].window) + fixed_mm3)
                    continue;
                places[i].window = both;
                places[i].needles.insert(places[i].needles.end(), places[j].needles.begin(),
                                         places[j].needles.end());
                places.erase(places.begin() + static_cast<std::ptrdiff_t>(j));
                has_changed = true;
            }
    }
    return places;
}

/// Fills in the answers that are made of others of the same insertion; one that cannot be read
/// leaves them open.
void join_answers(const Arm& arm, double* answers) {
    for (std::size_t o = 0; o < arm.outcomes.size(); ++o) {
        const Outcome& outcome = arm.outcomes[o];
        if (!joins_answers(outcome.measure) || !outcome.not_drawn.empty())
            continue;
        bool is_open = false;
        const auto holds = [&](const Joined& part) {
            is_open |= std::isnan(answers[part.outcome]);
            return (answers[part.outcome] != 0) != part.is_not;
        };
        const auto held = std::count_if(outcome.joined.begin(), outcome.joined.end(), holds);
        const bool is_so = outcome.measure == Measure::AnyOf
                               ? held > 0
                               : held == static_cast<std::ptrdiff_t>(outcome.joined.size());
        answers[o] = is_open ? unknown : is_so ? 1 : 0;
    }
}

/// One body being needled.
class BodyNeedled {
  public:
    BodyNeedled(const Protocol& protocol, const atlas::Figure& figure, std::uint64_t seed,
                std::uint64_t index)
        : protocol_(protocol), figure_(figure), seed_(seed), index_(index),
          columns_(columns_of(protocol)), row_(width_of(protocol), unknown) {
        is_man_ = figure.traits().person.sex == atlas::Sex::Male;
        row_[0] = is_man_ ? 1 : 0;
    }

    Row run() {
        bool has_needles = false;
        for (std::size_t a = 0; a < protocol_.arms.size(); ++a) {
            read_numbers(a);
            has_needles |= is_needled(protocol_.arms[a]);
        }
        if (has_needles)
            needle_all();
        return std::move(row_);
    }

  private:
    [[nodiscard]] bool takes_part(const Arm& arm) const {
        return !arm.sex || (*arm.sex == atlas::Sex::Male) == is_man_;
    }
    [[nodiscard]] bool is_needled(const Arm& arm) const {
        return arm.has_needle && takes_part(arm) && is_answerable(arm);
    }

    /// What is read off the body alone.
    void read_numbers(std::size_t a) {
        const Arm& arm = protocol_.arms[a];
        const ArmColumns& columns = columns_[a];
        if (!takes_part(arm))
            return;
        std::size_t at = columns.regressors;
        for (const Outcome& outcome : arm.outcomes)
            for (const atlas::Formula& formula : outcome.on)
                row_[at++] = formula.value(figure_.numbers());
        for (std::size_t i = 0; i < columns.count; ++i) {
            double* insertion = row_.data() + columns.insertions + i * columns.stride;
            insertion[0] = arm.has_needle ? 0 : 1;
            for (std::size_t o = 0; o < arm.outcomes.size(); ++o) {
                const Outcome& outcome = arm.outcomes[o];
                if (!outcome.value)
                    continue;
                const double value = outcome.value->value(figure_.numbers());
                insertion[1 + o] = outcome.measure == Measure::Holds ? (value != 0 ? 1 : 0) : value;
            }
            if (!arm.has_needle)
                join_answers(arm, insertion + 1);
        }
    }

    void needle_all() {
        const Stage stage(figure_);
        anatomy::Body body = stage.skin_around(landmarks_of(protocol_, stage.landmarks()),
                                               farthest_entry(protocol_));
        midline_x_ = anatomy::midline_x(body);
        std::vector<Place> places;
        for (std::size_t a = 0; a < protocol_.arms.size(); ++a)
            if (is_needled(protocol_.arms[a]))
                if (Place place = aimed(body, a); !place.needles.empty())
                    places.push_back(std::move(place));
        for (const Place& place : gathered(std::move(places)))
            needle_place(stage, place);
    }

    Place aimed(anatomy::Body& body, std::size_t a) {
        const Arm& arm = protocol_.arms[a];
        const std::uint64_t own = base::seed_for(seed_, "arm " + arm.id);
        const std::size_t most = columns_[a].count;
        Place place;
        std::size_t insertion = 0;
        for (const Side side : sides_of(arm))
            for (int repeat = 0; repeat < arm.repeats; ++repeat, ++insertion) {
                const base::RandomStream random(own, index_ * most + insertion);
                const auto aim =
                    take_aim(body, arm, protocol_.hand, figure_.numbers(), side, random);
                if (!aim)
                    continue;
                const Box window = window_of(arm, *aim);
                place.window = place.needles.empty() ? window : joined(place.window, window);
                place.needles.push_back({a, insertion, side, *aim});
            }
        return place;
    }

    void needle_place(const Stage& stage, const Place& place) {
        std::vector<std::string> ids;
        for (const Aimed& needle : place.needles)
            for (std::string& id :
                 parts_for(protocol_.arms[needle.arm], protocol_.hand, needle.side))
                if (std::find(ids.begin(), ids.end(), id) == ids.end())
                    ids.push_back(std::move(id));
        Parts parts = stage.parts_within(place.window, ids, protocol_.spacing_mm);
        for (auto& [id, part] : parts.by_id)
            part.shift = shift_of(id, part);
        for (const Aimed& needle : place.needles)
            needle_one(needle, parts);
    }

    /// What no trait carries of where a part lies.
    [[nodiscard]] Vec3 shift_of(const std::string& id, const Parts::Part& part) const {
        if (part.is_bone || id == "subcutaneous_fat" || id == "fascia")
            return {};
        const std::string name = id.substr(0, id.find('.'));
        const double sd = atlas::spread_rule(name).rule_sd_mm;
        base::RandomStream random(base::seed_for(seed_, "place " + id), index_);
        const double x = random.normal();
        const double y = random.normal();
        const double z = random.normal();
        return Vec3{x, y, z} * sd;
    }

    void needle_one(const Aimed& needle, const Parts& parts) {
        const Arm& arm = protocol_.arms[needle.arm];
        const ArmColumns& columns = columns_[needle.arm];
        const Needling needling = drive(needle.aim, arm, parts, figure_.numbers(), needle.side);
        double* values = row_.data() + columns.insertions + needle.insertion * columns.stride;
        values[0] = 1;
        for (std::size_t o = 0; o < arm.outcomes.size(); ++o)
            if (needs_needle(arm.outcomes[o].measure) && arm.outcomes[o].not_drawn.empty())
                values[1 + o] =
                    read_needle(arm.outcomes[o], needling, needle.aim.needle.diameter_mm, parts,
                                needle.side, midline_x_);
        join_answers(arm, values + 1);
    }

    const Protocol& protocol_;
    const atlas::Figure& figure_;
    std::uint64_t seed_;
    std::uint64_t index_;
    std::vector<ArmColumns> columns_;
    Row row_;
    bool is_man_ = false;
    double midline_x_ = 0;
};

atlas::Person someone_of(const Cohort& cohort, atlas::Sex sex) {
    atlas::Person person;
    person.sex = sex;
    person.lying = cohort.lying;
    person.ancestry = cohort.ancestry;
    person.variants = cohort.variants;
    const Cohort::OfSex& of = cohort.of(sex);
    person.age_years = of.age_years.mean;
    person.height_cm = of.height_cm.mean;
    person.weight_kg = of.bmi.mean * of.height_cm.mean * of.height_cm.mean / 1e4;
    return person;
}

} // namespace

base::Result<atlas::Person> draw_person(const Cohort& cohort, std::uint64_t seed,
                                        std::uint64_t index) {
    base::RandomStream random(base::seed_for(seed, "person"), index);
    const bool is_man = random.uniform() < cohort.men;
    atlas::Person person = someone_of(cohort, is_man ? atlas::Sex::Male : atlas::Sex::Female);
    const Cohort::OfSex& of = cohort.of(person.sex);
    const auto draw = [&](const Spreading& spreading, bool& is_within) {
        const double value = spreading.mean + spreading.sd * random.normal();
        is_within &= value >= spreading.low && value <= spreading.high;
        return value;
    };
    constexpr int most_draws = 1000;
    for (int i = 0; i < most_draws; ++i) {
        bool is_within = true;
        person.age_years = draw(of.age_years, is_within);
        person.height_cm = draw(of.height_cm, is_within);
        const double bmi = draw(of.bmi, is_within);
        person.weight_kg = bmi * person.height_cm * person.height_cm / 1e4;
        if (is_within && atlas::is_fitted(person))
            return person;
    }
    return tl::unexpected(
        base::Problem{"study.person", "population",
                      "Nobody of this population is within what the reference body is made for.",
                      "Check the limits and units of age, height and BMI."});
}

std::vector<ArmColumns> columns_of(const Protocol& protocol) {
    std::vector<ArmColumns> all;
    std::size_t at = 1;
    for (const Arm& arm : protocol.arms) {
        ArmColumns columns;
        columns.regressors = at;
        for (const Outcome& outcome : arm.outcomes) {
            columns.on_of_outcome.push_back(at);
            at += outcome.on.size();
        }
        columns.insertions = at;
        columns.stride = 1 + arm.outcomes.size();
        columns.count =
            arm.has_needle ? sides_of(arm).size() * static_cast<std::size_t>(arm.repeats) : 1;
        at += columns.count * columns.stride;
        all.push_back(std::move(columns));
    }
    return all;
}

std::size_t width_of(const Protocol& protocol) {
    const std::vector<ArmColumns> columns = columns_of(protocol);
    base::expects(!columns.empty(), "a protocol has arms");
    const ArmColumns& last = columns.back();
    return last.insertions + last.count * last.stride;
}

base::Result<Row> needle_body(const Protocol& protocol, std::uint64_t seed, std::uint64_t index) {
    const auto person = draw_person(protocol.cohort, seed, index);
    if (!person)
        return tl::unexpected(person.error());
    const atlas::Figure figure(
        atlas::sample_traits(atlas::prior_of(*person), base::seed_for(seed, "traits"), index));
    return BodyNeedled(protocol, figure, seed, index).run();
}

base::Problems try_arms(const Protocol& protocol) {
    base::Problems problems;
    if (const auto person = draw_person(protocol.cohort, protocol.seed, 0); !person)
        return {person.error()};
    if (std::none_of(protocol.arms.begin(), protocol.arms.end(),
                     [](const Arm& arm) { return arm.has_needle; }))
        return {};
    const atlas::Sex sex = protocol.cohort.men > 0 ? atlas::Sex::Male : atlas::Sex::Female;
    const atlas::Figure figure(
        atlas::mean_traits(atlas::prior_of(someone_of(protocol.cohort, sex))));
    const Stage stage(figure);
    const anatomy::Body body =
        stage.skin_around(landmarks_of(protocol, stage.landmarks()), farthest_entry(protocol));
    for (const Arm& arm : protocol.arms) {
        if (!arm.has_needle)
            continue;
        const Side side = sides_of(arm).front();
        const auto complain = [&](const base::Problem& problem, const std::string& where) {
            problems.push_back({problem.code, where, problem.what, problem.hint});
        };
        const auto entry = anatomy::find_entry(body, for_side(arm.entry, side, body.landmarks));
        if (!entry) {
            complain(entry.error(), arm.entry_where);
            continue;
        }
        const auto way =
            anatomy::find_direction(body, *entry, for_side(arm.direction, side, body.landmarks));
        if (!way)
            complain(way.error(), arm.direction_where);
    }
    return problems;
}

} // namespace filiform::study
