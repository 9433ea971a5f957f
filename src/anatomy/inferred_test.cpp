// SPDX-License-Identifier: Apache-2.0
#include "anatomy/inferred.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "anatomy/bone_extreme.h"
#include "anatomy/bone_landmarks.h"
#include "anatomy/phantom.h"
#include "base/data_document.h"
#include "base/data_files.h"

namespace filiform::anatomy {
namespace {

using geometry::Vec3;

bool is_inferable(const std::string& id) {
    for (const char* stem :
         {"piriformis", "sciatic_nerve", "gluteal_bundle", "pudendal_bundle", "posterior_femoral",
          "quadratus_lumborum", "tensor_fasciae", "multifidus", "erector_spinae"})
        if (id.find(stem) != std::string::npos)
            return true;
    return false;
}

/// What a segmentation would give of the phantom: its back muscles in one, its nerves not at all.
Body scanned_phantom() {
    Body body = make_phantom(4);
    for (const char* side : {".right", ".left"}) {
        const auto* inner =
            find_structure(body, chart::StructureId(std::string("multifidus") + side));
        const auto* outer =
            find_structure(body, chart::StructureId(std::string("erector_spinae") + side));
        Structure whole;
        whole.id = chart::StructureId(std::string("autochthon") + side);
        whole.kind = chart::Kind::Muscle;
        whole.role = chart::Role::Target;
        whole.field = geometry::sample_field(body.lattice, [&](const Vec3& p) {
            return std::min(inner->field.at(p), outer->field.at(p));
        });
        body.structures.push_back(std::move(whole));
        finish(body);
    }
    std::erase_if(body.structures, [](const Structure& s) { return is_inferable(s.id.text()); });
    return body;
}

const Body& scanned() {
    static const Body body = scanned_phantom();
    return body;
}

const Inferred& inferred() {
    static const Inferred all = infer_structures(scanned());
    return all;
}

const Structure& named(const Inferred& all, const std::string& id) {
    const auto found = std::find_if(all.structures.begin(), all.structures.end(),
                                    [&](const Structure& s) { return s.id.text() == id; });
    if (found == all.structures.end())
        throw std::runtime_error("not inferred: " + id);
    return *found;
}

TEST(Inferred, everything_a_segmentation_leaves_out_is_placed_on_both_sides) {
    EXPECT_TRUE(inferred().missing.empty());
    for (const char* stem :
         {"piriformis", "sciatic_nerve", "superior_gluteal_bundle", "inferior_gluteal_bundle",
          "pudendal_bundle", "posterior_femoral_cutaneous_nerve", "quadratus_lumborum",
          "tensor_fasciae_latae", "multifidus", "erector_spinae", "lumbar_root_l1",
          "lumbar_root_l5"})
        for (const char* side : {".right", ".left"}) {
            const Structure& structure = named(inferred(), std::string(stem) + side);
            EXPECT_EQ(structure.origin, chart::Origin::Inferred);
            EXPECT_GT(structure.position_sd_mm, 0) << structure.id;
            EXPECT_FALSE(structure.sources.empty()) << structure.id;
            EXPECT_FALSE(structure.note.empty()) << structure.id;
        }
}

TEST(Inferred, nothing_is_inferred_over_what_was_seen) {
    const Body whole = make_phantom(4);
    for (const Structure& structure : infer_structures(whole).structures)
        EXPECT_EQ(find_structure(whole, structure.id), nullptr) << structure.id;
}

TEST(Inferred, a_mirrored_body_has_mirrored_structures) {
    // The phantom is its own mirror image, so right and left must match, voxel by voxel.
    for (const Structure& right : inferred().structures) {
        if (!right.id.text().ends_with(".right"))
            continue;
        const Structure& left = named(inferred(), chart::mirrored(right.id.text()));
        double worst = 0;
        for_each_inside(right.field, 6, [&](const Vec3& p, double distance) {
            worst = std::max(worst, std::abs(left.field.at({-p.x, p.y, p.z}) - distance));
        });
        EXPECT_LT(worst, 0.5) << right.id;
    }
}

TEST(Inferred, muscles_keep_out_of_bone_and_of_each_other) {
    for (const Structure& muscle : inferred().structures) {
        if (muscle.kind != chart::Kind::Muscle)
            continue;
        for_each_inside(muscle.field, -0.1, [&](const Vec3& p, double) {
            for (const Structure& seen : scanned().structures) {
                if (seen.kind == chart::Kind::Bone) {
                    EXPECT_GT(seen.field.at(p), -0.1) << muscle.id << " in " << seen.id;
                }
            }
            for (const Structure& other : inferred().structures) {
                if (other.kind == chart::Kind::Muscle && other.id != muscle.id) {
                    EXPECT_GT(other.field.at(p), -0.1) << muscle.id << " in " << other.id;
                }
            }
        });
    }
}

TEST(Inferred, multifidus_and_erector_spinae_make_up_the_whole) {
    const Structure* whole = find_structure(scanned(), chart::StructureId("autochthon.right"));
    const Structure& inner = named(inferred(), "multifidus.right");
    const Structure& outer = named(inferred(), "erector_spinae.right");
    for_each_inside(whole->field, -0.1, [&](const Vec3& p, double) {
        EXPECT_LE(std::min(inner.field.at(p), outer.field.at(p)), 0.1);
    });
}

TEST(Inferred, the_sciatic_nerve_crosses_the_seat_line_at_its_published_share) {
    const auto* seat = find_landmark(scanned(), chart::LandmarkId("ischial_tuberosity.right"));
    const auto* tip = find_landmark(scanned(), chart::LandmarkId("greater_trochanter.right"));
    const Vec3 crossing = geometry::lerp(seat->point, tip->point, 0.48);
    const Structure& nerve = named(inferred(), "sciatic_nerve.right");
    // The crossing is a place on the skin: the nerve lies somewhere in front of or behind it.
    double nearest = 1e9;
    for (double y = -60; y <= 60; y += 1)
        nearest = std::min(nearest, nerve.field.at(crossing + Vec3{0, y, 0}));
    EXPECT_LT(nearest, 2);
}

/// Lattice points of the nerve inside the right piriformis, and towards the skin from it.
struct Passing {
    int within = 0;
    int behind = 0;
};

Passing passing_of(const std::string& nerve) {
    const geometry::DistanceField& muscle = named(inferred(), "piriformis.right").field;
    Passing passing;
    for_each_inside(named(inferred(), nerve).field, 0, [&](const Vec3& p, double) {
        if (muscle.at(p) < -1)
            ++passing.within;
        // Muscle in front of it, where the muscle is crossed and not beside it.
        for (double ahead = 4; ahead < 16; ahead += 2)
            if (muscle.at(p + Vec3{0, ahead, 0}) < -2) {
                ++passing.behind;
                break;
            }
    });
    return passing;
}

TEST(Inferred, the_other_courses_of_the_sciatic_nerve_pass_the_piriformis_by_their_type) {
    // Beaton and Anson: a below it; b a part through it; c a part above it, and so behind it.
    EXPECT_EQ(passing_of("sciatic_nerve.right").within, 0);
    EXPECT_EQ(passing_of("sciatic_nerve.right").behind, 0);
    EXPECT_GT(passing_of("sciatic_nerve_type_b.right").within, 3);
    EXPECT_GT(passing_of("sciatic_nerve_type_c.right").behind,
              2 * passing_of("sciatic_nerve_type_b.right").behind);
    EXPECT_LT(passing_of("sciatic_nerve_type_c.right").within,
              passing_of("sciatic_nerve_type_b.right").within);
}

TEST(Inferred, the_courses_of_the_sciatic_nerve_share_all_people) {
    for (const char* side : {".right", ".left"}) {
        double all = 0;
        for (const char* stem : {"sciatic_nerve", "sciatic_nerve_type_b", "sciatic_nerve_type_c"}) {
            const Structure& course = named(inferred(), std::string(stem) + side);
            EXPECT_EQ(name_of(course).text(), std::string("sciatic_nerve") + side);
            EXPECT_TRUE(course.variant.starts_with("sciatic_type="));
            EXPECT_EQ(course.kind, chart::Kind::Nerve);
            all += course.share;
        }
        EXPECT_DOUBLE_EQ(all, 1);
        // Where along the muscle it is pierced nobody published: less sure than the usual.
        EXPECT_GT(named(inferred(), std::string("sciatic_nerve_type_b") + side).position_sd_mm,
                  named(inferred(), std::string("sciatic_nerve") + side).position_sd_mm);
    }
}

TEST(Inferred, a_sciatic_nerve_that_was_seen_has_one_course) {
    Body body = scanned();
    for (const char* side : {".right", ".left"}) {
        Structure seen = named(inferred(), std::string("sciatic_nerve") + side);
        seen.origin = chart::Origin::Segmented;
        seen.share = 1;
        seen.variant = "";
        body.structures.push_back(seen);
    }
    finish(body);
    for (const Structure& structure : infer_structures(body).structures)
        EXPECT_TRUE(structure.variant_of.is_empty()) << structure.id;
}

TEST(Inferred, without_the_tuberosity_the_nerve_is_placed_with_a_larger_sd) {
    Body body = scanned();
    std::erase_if(body.landmarks,
                  [](const Landmark& l) { return l.id.text().starts_with("ischial_tuberosity"); });
    const Inferred guessed = infer_structures(body);
    EXPECT_GT(named(guessed, "sciatic_nerve.right").position_sd_mm,
              named(inferred(), "sciatic_nerve.right").position_sd_mm);
    EXPECT_NE(named(guessed, "sciatic_nerve.right").note.find("outside the scan"),
              std::string::npos);
}

TEST(Inferred, without_its_landmarks_a_structure_is_missing_with_the_reason) {
    Body body = scanned();
    std::erase_if(body.landmarks,
                  [](const Landmark& l) { return l.id.text() == "greater_trochanter.left"; });
    const Inferred some = infer_structures(body);
    const auto missing =
        std::find_if(some.missing.begin(), some.missing.end(),
                     [](const Missing& m) { return m.id.text() == "piriformis.left"; });
    ASSERT_NE(missing, some.missing.end());
    EXPECT_EQ(missing->why, Missing::Why::NotFitted);
    EXPECT_EQ(missing->what, "The left piriformis could not be placed: the scan lacks the left "
                             "greater trochanter.");
    EXPECT_NO_THROW((void)named(some, "piriformis.right"));
}

TEST(Inferred, an_empty_body_gives_reasons_and_no_structures) {
    Body nothing;
    nothing.lattice = {{5, 5, 5}, {0, 0, 0}, {4, 4, 4}};
    const Inferred none = infer_structures(nothing);
    EXPECT_TRUE(none.structures.empty());
    EXPECT_GE(none.missing.size(), 24U); // twelve kinds on two sides, roots counted once
}

TEST(Inferred, every_source_it_cites_is_in_the_register) {
    std::set<std::string> known;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("sources/"))
            continue;
        const base::DataDocument document(file.text, std::string(file.path));
        for (const base::DataNode& node : document.root().child("sources").items())
            known.insert(node.text("key"));
    }
    for (const Structure& structure : inferred().structures)
        for (const chart::SourceId& source : structure.sources)
            EXPECT_TRUE(known.contains(source.text())) << source;
}

} // namespace
} // namespace filiform::anatomy
