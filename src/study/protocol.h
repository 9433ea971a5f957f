// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/landmark_expression.h"
#include "atlas/formula.h"
#include "atlas/person.h"
#include "base/result.h"
#include "chart/needle_path.h"
#include "chart/structure.h"
#include "needle/hand_model.h"

namespace filiform::study {

/// A needling experiment as a text file says it: docs/studies.md explains the language,
/// docs/decisions/0005 why it is so.

/// A normal distribution, cut off where the paper says nobody was beyond.
struct Spreading {
    double mean = 0;
    double sd = 0;
    double low = -1e300;
    double high = 1e300;
};

enum class Donor { Living, Fresh, Embalmed };
enum class Sides { Both, Right, Left };

/// Who is needled.
struct Cohort {
    double men = 0.5; ///< share
    struct OfSex {
        Spreading age_years;
        Spreading height_cm;
        Spreading bmi;
    };
    OfSex of_men;
    OfSex of_women;
    Donor donor = Donor::Living;
    atlas::Lying lying = atlas::Lying::Prone;
    std::string ancestry = "pooled";
    std::map<std::string, std::string> variants; ///< "sciatic_type" → "b": all of them have it
    Sides sides = Sides::Both;
    std::vector<std::string> assumed; ///< what the paper does not say and stands here as a guess

    [[nodiscard]] const OfSex& of(atlas::Sex sex) const {
        return sex == atlas::Sex::Male ? of_men : of_women;
    }
};

/// What an outcome reads off one insertion, or off one body.
enum class Measure {
    Pierced,      ///< yes or no: the needle's axis passes through the structure
    Touched,      ///< its surface does
    TipInside,    ///< its tip ends there, after it was drawn back
    Within,       ///< its surface comes as near as `within_mm`
    TipNear,      ///< yes or no: its tip ends so near, after it was drawn back
    FirstBone,    ///< the first bone on its axis is one of these (any bone, when none is named)
    TipDepth,     ///< mm along the needle, after it was drawn back
    DepthOf,      ///< mm along the needle where the structure begins; missing when not met
    EndOf,        ///< mm along the needle where it has passed through; missing when it has not
    Distance,     ///< mm from its surface to the structure, negative inside
    TipDistance,  ///< mm from its tip, after it was drawn back, to the structure; negative inside
    EntryLateral, ///< mm of the entry from the midline
    TipLateral,   ///< mm of the tip from the midline
    Number,       ///< a formula on the body's numbers
    Holds,        ///< yes or no: whether such a formula is not 0
    AllOf,        ///< yes or no: other answers of the same insertion all hold
    AnyOf,        ///< yes or no: one of them does
};

[[nodiscard]] bool is_yes_or_no(Measure measure);
[[nodiscard]] bool needs_needle(Measure measure);
/// Whether it is made of other answers.
[[nodiscard]] bool joins_answers(Measure measure);

/// What the paper found.
struct Published {
    enum class Kind { Count, Mean, Explained } kind = Kind::Count;
    double value = 0;         ///< the count, the mean or R²
    std::optional<double> sd; ///< of Mean
    std::size_t of = 0;       ///< insertions (or bodies, for a measure without a needle)
    std::size_t bodies = 0;   ///< they were made on
    chart::SourceId source;
    std::string mark;
};

/// An answer that another is made of.
struct Joined {
    std::size_t outcome = 0; ///< of the same arm, before the one it makes
    bool is_not = false;     ///< it counts when it does not hold
};

struct Outcome {
    std::string id;
    std::string what;
    Measure measure = Measure::Pierced;
    /// Structures without their sides; "kind.nerve" is every one of that kind. They take the
    /// insertion's side; one of the middle is itself.
    std::vector<std::string> of;
    double within_mm = 0;
    std::optional<atlas::Formula> value; ///< of Number and Holds
    std::vector<Joined> joined;          ///< of AllOf and AnyOf
    std::vector<atlas::Formula> on;      ///< R² of a regression on these
    std::optional<Published> published;
    std::string because; ///< why the model is off, where that is known
    /// Structures named that the reference body does not draw: then there is no answer.
    std::vector<std::string> not_drawn;
};

/// One way of needling, and what is asked of it.
/// Where on the skin a landmark is marked before lines are drawn between marks.
enum class Marks {
    Nearest, ///< the skin nearest to what lies between the landmarks on bone
    Behind,  ///< straight behind each landmark, as a patient on the belly is seen and felt
    Before,  ///< straight before it, as one on the back is
    Beside,  ///< straight out to the needled side
};

struct Arm {
    std::string id;
    std::string what;
    std::optional<atlas::Sex> sex; ///< only these bodies
    Sides sides = Sides::Both;
    int repeats = 1;
    bool has_needle = false; ///< without one, outcomes are read off the body's numbers alone
    std::string entry;       ///< landmark expression; landmarks without a side take the arm's. An
                             ///< acupuncture point is written out as its rule says
    Marks marks = Marks::Nearest;
    std::string direction;                     ///< as anatomy::find_direction reads it
    anatomy::StopAt stop;                      ///< what ends it
    std::string target;                        ///< that `stop` speaks of, without its side
    double retract_mm = 0;                     ///< it is drawn back so far at the end
    std::optional<atlas::Formula> depth_mm;    ///< of a bare `depth`
    double depth_sd_mm = 0;                    ///< how far people chose other depths
    std::vector<chart::NeedleProduct> needles; ///< shortest first
    /// With several needles: the shortest one not shorter than this is taken, as estimated with
    /// that error; else the longest.
    std::optional<atlas::Formula> reach_mm;
    double reach_sd_mm = 0;
    std::vector<Outcome> outcomes;
    std::vector<std::string> not_drawn; ///< of `target`
    std::string where;                  ///< file:line
    std::string entry_where;
    std::string direction_where;
};

/// Whether an outcome is read off each insertion of the arm, rather than off the body.
[[nodiscard]] bool is_of_insertion(const Outcome& outcome, const Arm& arm);

/// One yes or no of several arms taken together, as papers that print only a total have it.
struct Pool {
    Outcome outcome;               ///< its id and words are the pool's, its measure the arms'
    std::string of_arms;           ///< id of the outcome in each arm
    std::vector<std::string> arms; ///< all that have it, when none is named
};

struct Protocol {
    std::string id;
    std::string title;
    std::vector<std::string> notes;
    std::uint64_t seed = 1;
    int bodies = 1000;
    double spacing_mm = 2;
    Cohort cohort;
    needle::HandModel hand; ///< palpation included; the program's own where nothing is said
    std::vector<Arm> arms;
    std::vector<Pool> pools;
    std::string digest; ///< SHA-256 of the file
};

/// Reads an experiment. `name` is what problems call the file.
///
/// Problems: those of base::DataDocument and atlas::Formula::read, of anatomy::read_stop, each with
///           file and line; study.id, study.word, study.range, study.mark, study.source,
///           study.structure, study.needle, study.stop, study.measure, study.published,
///           study.repeated, study.person (nobody like that is in the model).
[[nodiscard]] base::Checked<Protocol> read_protocol(std::string_view text, std::string name);

/// The sides an arm needles, in this order.
[[nodiscard]] std::vector<chart::Side> sides_of(const Arm& arm);

} // namespace filiform::study
