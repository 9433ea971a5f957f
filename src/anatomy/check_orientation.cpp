// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "anatomy/import_checks.h"
#include "anatomy/import_settings.h"

namespace filiform::anatomy {

namespace {

enum class Axis { Right, Front, Up };

double along(const geometry::Vec3& p, Axis axis) {
    switch (axis) {
    case Axis::Right:
        return p.x;
    case Axis::Front:
        return p.y;
    case Axis::Up:
        return p.z;
    }
    return 0;
}

/// "`more` lies farther along the axis than `less`", as in everybody.
struct Expectation {
    const char* more;
    const char* less;
    int votes; ///< how much it says: 2 for a pair that disease hardly turns round
};

constexpr std::array<Expectation, 8> by_organs{{{"liver", "spleen", 2},
                                                {"liver", "vertebra_l1", 1},
                                                {"liver", "stomach", 1},
                                                {"vertebra_l1", "spleen", 1},
                                                {"vertebra_l1", "stomach", 1},
                                                {"inferior_vena_cava", "aorta", 2},
                                                {"vertebra_t12", "heart", 1},
                                                {"gallbladder", "spleen", 1}}};

// The trunk from back to front. Bladder, bowel and liver lie before the spine in every posture.
constexpr std::array<Expectation, 13> by_depth{{{"urinary_bladder", "sacrum", 2},
                                                {"small_bowel", "vertebra_l4", 1},
                                                {"small_bowel", "sacrum", 1},
                                                {"colon", "vertebra_l3", 1},
                                                {"liver", "vertebra_t12", 1},
                                                {"stomach", "vertebra_l1", 1},
                                                {"aorta", "vertebra_l2", 1},
                                                {"vertebra_l4", "autochthon.right", 1},
                                                {"vertebra_l4", "autochthon.left", 1},
                                                {"femur.right", "gluteus_maximus.right", 1},
                                                {"femur.left", "gluteus_maximus.left", 1},
                                                {"hip.right", "sacrum", 1},
                                                {"hip.left", "sacrum", 1}}};

constexpr std::array<Expectation, 12> by_height{{{"vertebra_l1", "vertebra_l5", 2},
                                                 {"vertebra_l3", "sacrum", 1},
                                                 {"vertebra_t12", "vertebra_l3", 1},
                                                 {"liver", "urinary_bladder", 2},
                                                 {"kidney.right", "urinary_bladder", 1},
                                                 {"kidney.left", "urinary_bladder", 1},
                                                 {"hip.right", "femur.right", 1},
                                                 {"hip.left", "femur.left", 1},
                                                 {"liver", "hip.right", 1},
                                                 {"spleen", "hip.left", 1},
                                                 {"kidney.right", "gluteus_maximus.right", 1},
                                                 {"kidney.left", "gluteus_maximus.left", 1}}};

/// What votes for and against, and the clearest words against.
struct Count {
    int agree = 0;
    int against = 0;
    double worst_mm = 0;
    std::string worst; ///< "the liver lies 84 mm left of the spleen"

    [[nodiscard]] bool is_wrong() const {
        return against >= import_setting("sides.least_votes") && against > agree;
    }
};

struct Voter {
    std::span<const LabelledStructure> structures;
    Axis axis;
    const char* words; ///< for "more does not lie ... of less"

    void vote(Count& count, std::string_view more, std::string_view less, int votes) const {
        const LabelledStructure* a = find_labelled(structures, more);
        const LabelledStructure* b = find_labelled(structures, less);
        if (a == nullptr || b == nullptr)
            return;
        const double by = along(a->centroid, axis) - along(b->centroid, axis);
        if (std::abs(by) < import_setting("sides.least_offset"))
            return;
        (by > 0 ? count.agree : count.against) += votes;
        if (by >= 0 || -by <= count.worst_mm)
            return;
        count.worst_mm = -by;
        count.worst = "the centre of the " + chart::spoken(more) + " lies " +
                      std::to_string(std::lround(-by)) + " mm " + words + " that of the " +
                      chart::spoken(less);
    }
};

Count count_named_sides(const Voter& voter) {
    Count count;
    for (const LabelledStructure& one : voter.structures)
        if (chart::side_of(one.id.text()) == chart::Side::Right)
            voter.vote(count, one.id.text(), chart::mirrored(one.id.text()), 1);
    return count;
}

template <class Table>
Count count_votes(const Voter& voter, const Table& table) {
    Count count;
    for (const Expectation& one : table)
        voter.vote(count, one.more, one.less, one.votes);
    return count;
}

base::Problem problem(const char* code, const std::string& what, const char* hint) {
    return {code, "labels", what, hint};
}

void judge_sides(const Count& named, const Count& organs, Findings& findings) {
    const char* header = "Export the segmentation again from the original scan; do not turn it by "
                         "hand.";
    if (named.is_wrong() && organs.is_wrong())
        findings.problems.push_back(problem("body.mirrored",
                                            "The volume is mirrored left to right: " + named.worst +
                                                ", and " + organs.worst + ".",
                                            header));
    else if (named.is_wrong())
        findings.problems.push_back(problem(
            "body.sides_swapped",
            "Left and right labels are swapped: " + named.worst +
                (organs.agree > 0 ? ", while the unpaired organs lie where they should." : "."),
            header));
    else if (organs.is_wrong())
        findings.problems.push_back(
            problem("body.mirrored_relabelled",
                    "The volume is mirrored left to right although its sides are named in order: " +
                        organs.worst + ".",
                    "Export it again from the original scan. A person with mirrored organs "
                    "cannot be imported yet."));
    if (organs.agree + organs.against == 0 && findings.problems.empty())
        findings.warnings.push_back({"body.side_unproven",
                                     "No organ in this scan shows which side is which; left and "
                                     "right rest on the label names alone."});
}

} // namespace

Findings check_orientation(std::span<const LabelledStructure> structures) {
    Findings findings;
    const Voter sides{structures, Axis::Right, "left of"};
    const Voter depths{structures, Axis::Front, "behind"};
    const Voter heights{structures, Axis::Up, "below"};
    judge_sides(count_named_sides(sides), count_votes(sides, by_organs), findings);
    if (const Count depth = count_votes(depths, by_depth); depth.is_wrong())
        findings.problems.push_back(problem("body.front_back",
                                            "Front and back are exchanged: " + depth.worst + ".",
                                            "Export the segmentation again from the original "
                                            "scan."));
    if (const Count height = count_votes(heights, by_height); height.is_wrong())
        findings.problems.push_back(problem("body.head_foot",
                                            "Head and foot are exchanged: " + height.worst + ".",
                                            "Export the segmentation again from the original "
                                            "scan."));
    return findings;
}

} // namespace filiform::anatomy
