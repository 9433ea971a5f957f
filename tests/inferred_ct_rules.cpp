// SPDX-License-Identifier: Apache-2.0
#include "inferred_ct_rules.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::story {
namespace {

using anatomy::find_landmark;
using anatomy::find_structure;
using anatomy::Structure;
using geometry::Box;
using geometry::DistanceField;
using geometry::Vec3;

constexpr double far_mm = std::numeric_limits<double>::max();
constexpr double none = far_mm;

/// One side of a body. Lateral is away from the midline, all in the frame of the body.
class Half {
  public:
    Half(const anatomy::Body& body, chart::Side side)
        : body_(body), suffix_(anatomy::suffix_of(side)), sign_(anatomy::sign_of(side)) {}

    [[nodiscard]] const DistanceField& field(const std::string& stem) const {
        return find_structure(body_, chart::StructureId(stem + suffix_))->field;
    }
    [[nodiscard]] Vec3 point(const std::string& stem) const {
        return find_landmark(body_, chart::LandmarkId(stem + suffix_))->point;
    }
    [[nodiscard]] double lateral(const Vec3& p) const { return sign_ * p.x; }

    /// The deepest that any of the structure lies within a bone; 0 when none does.
    [[nodiscard]] double in_bone(const std::string& stem) const {
        double deepest = 0;
        for (const Structure& bone : body_.structures)
            if (bone.kind == chart::Kind::Bone && !bone.field.is_empty())
                deepest = std::max(deepest, shared_depth(field(stem), bone.field));
        return deepest;
    }
    /// The deepest that one shape lies within another.
    [[nodiscard]] static double shared_depth(const DistanceField& one, const DistanceField& other) {
        double deepest = 0;
        anatomy::for_each_inside(
            one, 0, [&](const Vec3& p, double) { deepest = std::max(deepest, -other.at(p)); });
        return deepest;
    }
    /// From the surface of a structure to the nearest of something, 0 when they meet.
    [[nodiscard]] double gap(const std::string& stem,
                             const std::function<double(const Vec3&)>& distance_mm) const {
        double least = far_mm;
        anatomy::for_each_inside(field(stem), 0, [&](const Vec3& p, double) {
            least = std::min(least, distance_mm(p));
        });
        return std::max(0.0, least);
    }
    [[nodiscard]] double gap_to_point(const std::string& stem, const Vec3& to) const {
        return std::max(0.0, field(stem).at(to));
    }
    /// The box around what lies at one height of the body.
    [[nodiscard]] Box section(const std::string& stem, double z) const {
        constexpr double half_slab_mm = 1.5;
        Box box;
        anatomy::for_each_inside(field(stem), 0, [&](const Vec3& p, double) {
            if (std::abs(p.z - z) <= half_slab_mm)
                box.add(p);
        });
        return box;
    }
    [[nodiscard]] Vec3 middle(const std::string& stem, double z) const {
        const Box box = section(stem, z);
        return (box.low + box.high) / 2;
    }
    /// The lowest height at which the structure was scanned.
    [[nodiscard]] double lowest(const std::string& stem) const {
        constexpr double border_mm = 3;
        return std::max(field(stem).bounds().low.z, body_.lattice.bounds().low.z + border_mm);
    }
    /// Twice the depth of the deepest point.
    [[nodiscard]] double thickness(const std::string& stem) const {
        double deepest = 0;
        anatomy::for_each_inside(
            field(stem), 0, [&](const Vec3&, double depth) { deepest = std::min(deepest, depth); });
        return -2 * deepest;
    }
    [[nodiscard]] double volume_cm3(const std::string& stem) const {
        double points = 0;
        anatomy::for_each_inside(field(stem), 0, [&](const Vec3&, double) { points += 1; });
        const Vec3& step = field(stem).lattice().spacing;
        constexpr double mm3_per_cm3 = 1000;
        return points * step.x * step.y * step.z / mm3_per_cm3;
    }
    [[nodiscard]] Vec3 seat() const {
        const anatomy::InferenceScene scene(body_);
        return anatomy::tuberosity_of(scene, side())->point;
    }
    /// From a point to the structure as seen from behind, whatever its depth.
    [[nodiscard]] double seen_from_behind(const std::string& stem, const Vec3& from) const {
        double least = far_mm;
        anatomy::for_each_inside(field(stem), 0, [&](const Vec3& p, double) {
            least = std::min(least, std::hypot(p.x - from.x, p.z - from.z));
        });
        return least;
    }
    [[nodiscard]] chart::Side side() const {
        return sign_ > 0 ? chart::Side::Right : chart::Side::Left;
    }
    [[nodiscard]] const anatomy::Body& body() const { return body_; }

  private:
    const anatomy::Body& body_;
    std::string suffix_;
    double sign_;
};

using Measure = std::function<double(const Half&)>;

/// Rows under construction.
class Table {
  public:
    explicit Table(const anatomy::Body& body)
        : right_(body, chart::Side::Right), left_(body, chart::Side::Left) {}

    void add(const std::string& structure, const std::string& what, const std::string& published,
             const Measure& measure, double least = -none, double most = none) {
        InferredRule rule{structure, what, published, measure(right_), measure(left_), {}, {}};
        if (least > -none)
            rule.least = least;
        if (most < none)
            rule.most = most;
        rules_.push_back(std::move(rule));
    }
    [[nodiscard]] std::vector<InferredRule> take() { return std::move(rules_); }

  private:
    Half right_;
    Half left_;
    std::vector<InferredRule> rules_;
};

/// The lowest of the piriformis within a band of distance from the trochanter, where the nerve
/// comes out under it: as far as the nerve's lateral edge is published to lie.
double border_height(const Half& half) {
    constexpr double edge_mm = 56;
    constexpr double nerve_mm = 16;
    double lowest = far_mm;
    anatomy::for_each_inside(half.field("piriformis"), 0, [&](const Vec3& p, double) {
        const double away = geometry::distance(p, half.point("greater_trochanter"));
        if (away > edge_mm && away < edge_mm + nerve_mm)
            lowest = std::min(lowest, p.z);
    });
    return lowest;
}

void add_bone_rows(Table& table) {
    // A surface is known to half a voxel of the working grid and the bone's own label to more.
    constexpr double most_in_bone_mm = 2;
    for (const char* stem :
         {"sciatic_nerve", "superior_gluteal_bundle", "inferior_gluteal_bundle", "pudendal_bundle",
          "posterior_femoral_cutaneous_nerve", "lumbar_root_l1", "lumbar_root_l2", "lumbar_root_l3",
          "lumbar_root_l4", "lumbar_root_l5"})
        table.add(
            stem, "deepest in a bone anywhere along its course, mm", "outside bone",
            [=](const Half& half) { return half.in_bone(stem); }, 0, most_in_bone_mm);
}

void add_sciatic_rows(Table& table) {
    const std::string nerve = "sciatic_nerve";
    table.add(
        nerve, "of it behind the piriformis, points",
        "type A: never; A 0.83-0.90 of people "
        "(SMO10, POU20)",
        [](const Half& half) {
            double behind = 0;
            const DistanceField& muscle = half.field("piriformis");
            anatomy::for_each_inside(half.field("sciatic_nerve"), 0, [&](const Vec3& p, double) {
                constexpr double reach_mm = 25;
                for (double y = 1; y < reach_mm; y += 1)
                    if (muscle.at(p + Vec3{0, y, 0}) < -1) {
                        behind += 1;
                        return;
                    }
            });
            return behind;
        },
        0, 0);
    table.add(
        nerve, "deepest in the piriformis, mm", "type A: outside it",
        [](const Half& half) {
            return Half::shared_depth(half.field("sciatic_nerve"), half.field("piriformis"));
        },
        0, 1);
    table.add(
        nerve, "lateral edge at the lower border of the piriformis to the trochanter, mm",
        "48 ± 15 (men), 64 ± 6 (women), MBA22, seen",
        [](const Half& half) {
            const Box box = half.section("sciatic_nerve", border_height(half) - 4);
            const Vec3 edge{half.side() == chart::Side::Right ? box.high.x : box.low.x,
                            (box.low.y + box.high.y) / 2, border_height(half) - 4};
            return geometry::distance(edge, half.point("greater_trochanter"));
        },
        33, 76);
    table.add(
        nerve, "lateral of the ischial spine at its height, inner edge, mm",
        "on it or lateral to it, always, HAN24, seen",
        [](const Half& half) {
            const Vec3 spine = half.point("ischial_spine");
            const Box box = half.section("sciatic_nerve", spine.z);
            return std::min(half.lateral(box.low), half.lateral(box.high)) - half.lateral(spine);
        },
        0);
    table.add(
        nerve, "share of the way from tuberosity (estimated) to trochanter, lowest scanned, %",
        "48 (58 ± 8 of 120 mm), CUR15, seen",
        [](const Half& half) {
            const double z = half.lowest("sciatic_nerve");
            const double seat = half.lateral(half.seat());
            return 100 * (half.lateral(half.middle("sciatic_nerve", z)) - seat) /
                   (half.lateral(half.point("greater_trochanter")) - seat);
        },
        41, 55);
    table.add(
        nerve, "from the point 31 % down from PSIS to tuberosity, seen from behind, mm",
        "found there in 95 %, 52 ± 10 from the PSIS, CUR15, seen",
        [](const Half& half) {
            return half.seen_from_behind("sciatic_nerve",
                                         geometry::lerp(half.point("psis"), half.seat(), 0.31));
        },
        0, 20);
    table.add(
        nerve, "from the midline, lowest scanned, mm", "100 on the skin, FRA03, seen",
        [](const Half& half) {
            return half.lateral(half.middle("sciatic_nerve", half.lowest("sciatic_nerve")));
        },
        75, 105);
    const auto size = [](bool is_width) {
        return [is_width](const Half& half) {
            const Box box = half.section("sciatic_nerve", half.lowest("sciatic_nerve") + 1.5);
            return is_width ? box.high.x - box.low.x : box.high.y - box.low.y;
        };
    };
    table.add(
        nerve, "thickness, twice its deepest point, mm", "5.5 ± 1.2, MPR, seen",
        [](const Half& half) { return half.thickness("sciatic_nerve"); }, 4.3, 6.7);
    table.add(nerve, "width in the lowest section, mm", "15.6, S127, seen", size(true), 12, 19);
}

void add_piriformis_rows(Table& table) {
    const std::string muscle = "piriformis";
    table.add(
        muscle, "from its surface to the sacrum, mm", "springs from the sacrum, YON21, seen",
        [](const Half& half) {
            const auto& sacrum = find_structure(half.body(), chart::StructureId("sacrum"))->field;
            return half.gap("piriformis", [&](const Vec3& p) { return sacrum.at(p); });
        },
        0, 12);
    table.add(
        muscle, "from its surface to the trochanter's tip, mm",
        "ends at the trochanter, YON21, seen",
        [](const Half& half) {
            return half.gap_to_point("piriformis", half.point("greater_trochanter"));
        },
        0, 8);
    table.add(
        muscle, "thickness at the belly, mm", "17 ± 4 (9-25), PAR11, seen; 16.6 ± 3.0, PMRI, seen",
        [](const Half& half) { return half.thickness("piriformis"); }, 13, 21);
    table.add(muscle, "height across the belly, mm", "", [](const Half& half) {
        const double x = half.lateral(
            geometry::lerp(half.point("sacral_edge_s3"), half.point("greater_trochanter"), 0.4));
        Box box;
        anatomy::for_each_inside(half.field("piriformis"), 0, [&](const Vec3& p, double) {
            if (std::abs(half.lateral(p) - x) < 2)
                box.add(p);
        });
        return box.high.z - box.low.z;
    });
    table.add(muscle, "volume, cm³", "15.2 ± 2.6, PMRI, seen",
              [](const Half& half) { return half.volume_cm3("piriformis"); });
}

void add_bundle_rows(Table& table) {
    table.add(
        "superior_gluteal_bundle", "from the PIIS to it, mm",
        "42 to the artery at the notch, SGA98, seen",
        [](const Half& half) {
            return half.gap_to_point("superior_gluteal_bundle", half.point("piis"));
        },
        22, 52);
    table.add(
        "superior_gluteal_bundle", "from the PSIS to it, mm",
        "60 to the artery, SGA98, seen; 76 to the nerve, SGN23, seen",
        [](const Half& half) {
            return half.gap_to_point("superior_gluteal_bundle", half.point("psis"));
        },
        45, 86);
    table.add(
        "superior_gluteal_bundle", "lowest branch above the trochanter's tip, mm",
        "60 (40-83) in front, 59 (50-76) in the middle, SGN-IN, seen; less its radius",
        [](const Half& half) {
            double lowest = far_mm;
            anatomy::for_each_inside(
                half.field("superior_gluteal_bundle"), 0, [&](const Vec3& p, double) {
                    if (half.lateral(p) > half.lateral(half.point("hip_centre")))
                        lowest = std::min(lowest, p.z);
                });
            return lowest - half.point("greater_trochanter").z;
        },
        37, 83);
    table.add(
        "inferior_gluteal_bundle", "from the trochanter's tip, mm",
        "about 50 where it enters the maximus, LIN06, seen",
        [](const Half& half) {
            return half.gap_to_point("inferior_gluteal_bundle", half.point("greater_trochanter"));
        },
        40, 60);
    table.add(
        "pudendal_bundle", "medial of the ischial spine at its height, middle, mm",
        "medial or on it in 97.6 %, HAN24, seen",
        [](const Half& half) {
            const Vec3 spine = half.point("ischial_spine");
            return half.lateral(spine) - half.lateral(half.middle("pudendal_bundle", spine.z));
        },
        0, 8);
    table.add(
        "posterior_femoral_cutaneous_nerve",
        "lateral of the tuberosity (estimated), lowest scanned, mm", "30.5 ± 11.4, PFC, seen",
        [](const Half& half) {
            const double z = half.lowest("posterior_femoral_cutaneous_nerve");
            return half.lateral(half.middle("posterior_femoral_cutaneous_nerve", z)) -
                   half.lateral(half.seat());
        },
        19, 42);
}

void add_trunk_rows(Table& table) {
    const std::string quadratus = "quadratus_lumborum";
    table.add(
        quadratus, "from its surface to rib 12, mm", "inner half of rib 12, QL-TXT, seen-2",
        [](const Half& half) {
            return half.gap("quadratus_lumborum",
                            [&](const Vec3& p) { return half.field("rib_12").at(p); });
        },
        0, 2);
    table.add(
        quadratus, "from its surface to the hip bone, mm", "50 mm of the crest, QL-TXT, seen-2",
        [](const Half& half) {
            return half.gap("quadratus_lumborum",
                            [&](const Vec3& p) { return half.field("hip").at(p); });
        },
        0, 2);
    for (const char* level : {"l1", "l2", "l3", "l4"})
        table.add(
            quadratus, "from its surface to the transverse tip of " + std::string(level) + ", mm",
            "reaches L1-L4, QL-TXT, seen-2",
            [=](const Half& half) {
                return half.gap_to_point("quadratus_lumborum",
                                         half.point("transverse_process_" + std::string(level)));
            },
            0, 5);
    table.add(
        quadratus, "in front of the erector spinae at L3, middles, mm", "",
        [](const Half& half) {
            const double z = half.point("transverse_process_l3").z - 8;
            return half.middle("quadratus_lumborum", z).y - half.middle("erector_spinae", z).y;
        },
        5);
    table.add(
        quadratus, "lateral of the psoas at L3, middles, mm", "",
        [](const Half& half) {
            const double z = half.point("transverse_process_l3").z - 8;
            return half.lateral(half.middle("quadratus_lumborum", z)) -
                   half.lateral(half.middle("iliopsoas", z));
        },
        5);
    table.add(quadratus, "thickness, mm", "unknown",
              [](const Half& half) { return half.thickness("quadratus_lumborum"); });
    table.add(
        "tensor_fasciae_latae", "from its surface to the ASIS, mm", "",
        [](const Half& half) {
            return half.gap_to_point("tensor_fasciae_latae", half.point("asis"));
        },
        0, 15);
    table.add(
        "tensor_fasciae_latae", "thickness, mm", "10.5, TFL-KO, seen",
        [](const Half& half) { return half.thickness("tensor_fasciae_latae"); }, 8, 13);
    for (const char* level : {"l2", "l3", "l4", "l5"})
        table.add(
            "multifidus", "from its surface to the lamina of " + std::string(level) + ", mm",
            "lies on the laminae",
            [=](const Half& half) {
                return half.gap_to_point("multifidus", half.point("lamina_" + std::string(level)));
            },
            0, 4);
    for (const char* level : {"l1", "l2", "l3", "l4"})
        table.add(
            "lumbar_root_" + std::string(level), "from its surface to the psoas, mm",
            "runs into the psoas",
            [=](const Half& half) {
                return half.gap("lumbar_root_" + std::string(level),
                                [&](const Vec3& p) { return half.field("iliopsoas").at(p); });
            },
            0, 6);
}

} // namespace

std::vector<InferredRule> measure_inferred(const anatomy::Body& body) {
    Table table(body);
    add_bone_rows(table);
    add_sciatic_rows(table);
    add_piriformis_rows(table);
    add_bundle_rows(table);
    add_trunk_rows(table);
    return table.take();
}

} // namespace filiform::story
