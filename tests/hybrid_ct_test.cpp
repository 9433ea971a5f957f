// SPDX-License-Identifier: Apache-2.0
// Labels of the real CT left out and predicted from the reference body. The page that says how
// well, docs/validation/hybrid.md, is printed by `filiform body hold-out`.
#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "anatomy/import.h"
#include "atlas/hold_out.h"
#include "atlas/hybrid_plan.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "inferred_ct_rules.h"
#include "needle/rules.h"
#include "story.h"

namespace filiform::story {
namespace {

const atlas::HoldOuts* the_hold_outs() {
    static const std::unique_ptr<atlas::HoldOuts> all = [] {
        const RealScan files = real_scan();
        if (files.labels.empty())
            return std::unique_ptr<atlas::HoldOuts>();
        anatomy::ImportFiles request;
        request.labels.push_back({files.labels, "totalsegmentator-v2"});
        request.image = files.image;
        const anatomy::Body body = anatomy::load_and_import(request).value();
        return std::make_unique<atlas::HoldOuts>(atlas::hold_out(body).value());
    }();
    return all.get();
}

class HybridCt : public testing::Test {
  protected:
    void SetUp() override {
        all = the_hold_outs();
        if (all == nullptr)
            GTEST_SKIP() << "this machine has no shared CT";
    }
    const atlas::HeldOut& held(const std::string& id) const {
        for (const atlas::HeldOut& one : all->labelled)
            if (one.id == id)
                return one;
        throw std::runtime_error("nothing held out is called " + id);
    }
    const atlas::Unlabelled& unlabelled(const std::string& id) const {
        for (const atlas::Unlabelled& one : all->unlabelled)
            if (one.id == id)
                return one;
        throw std::runtime_error("nothing asked is called " + id);
    }
    const atlas::HoldOuts* all = nullptr;
};

/// What an import pulls where a scheme has no such label, and the back muscles.
const std::vector<std::string> judged{"gluteus_maximus", "gluteus_medius", "gluteus_minimus",
                                      "autochthon"};
const std::vector<std::string> both{".right", ".left"};

TEST_F(HybridCt, MusclesLeftOutAreFoundBetterThanByAnAffineMap) {
    for (const std::string& muscle : judged)
        for (const std::string& side : both) {
            const atlas::HeldOut& one = held(muscle + side);
            EXPECT_GT(one.alone->dice, one.affine->dice) << one.id;
            EXPECT_LT(one.alone->mean_distance_mm, one.affine->mean_distance_mm) << one.id;
        }
}

TEST_F(HybridCt, GluteusMaximusLeftOutComesToLieOnItsLabel) {
    for (const std::string& side : both) {
        const atlas::HeldOut& one = held("gluteus_maximus" + side);
        // On the left fewer points of the fascia can be read: the metal's streaks cross it.
        const bool has_metal = side == ".left";
        EXPECT_GT(one.alone->dice, one.affine->dice + 0.1) << side;
        EXPECT_GT(one.hybrid->dice, has_metal ? 0.65 : 0.7) << side;
        EXPECT_LT(one.hybrid->mean_distance_mm, has_metal ? 5.5 : 5.0) << side;
        EXPECT_LT(std::abs(one.hybrid->near_border.mean_mm), 2) << side;
    }
}

TEST_F(HybridCt, MusclesLeftOutLieWithinTheirSd) {
    // The mean size of a normal error is 0.8 of its SD.
    for (const std::string& muscle : judged)
        for (const std::string& side : both) {
            const atlas::HeldOut& one = held(muscle + side);
            EXPECT_LT(one.alone->mean_distance_mm, one.position_sd_mm) << one.id;
        }
}

TEST_F(HybridCt, PulledRotatorsLieOnLeanTissueAndOutOfBone) {
    // On the left the metal's streaks make images of tissue worthless.
    for (const char* muscle : {"obturator_internus.right", "gemellus_superior.right",
                               "gemellus_inferior.right", "quadratus_femoris.right"})
        EXPECT_GT(unlabelled(muscle).lean.value(), 0.45) << muscle;
}

TEST_F(HybridCt, RulesThatAreBetterStay) {
    for (const char* muscle : {"piriformis", "quadratus_lumborum"})
        for (const std::string& side : both) {
            const atlas::Unlabelled& one = unlabelled(muscle + side);
            EXPECT_GT(one.rule_lean.value(), one.lean.value()) << one.id;
        }
}

TEST_F(HybridCt, WhereRuleAndReferenceSpeakOfOneStructureTheyAgreeWithinTheirSd) {
    for (const char* structure : {"piriformis", "sciatic_nerve", "pudendal_bundle"})
        for (const std::string& side : both) {
            const atlas::Unlabelled& one = unlabelled(structure + side);
            EXPECT_LT(one.to_rule->mean_distance_mm, one.sd_mm) << one.id;
        }
}

/// The scan as if its scheme had no gluteus maximus, imported as the program does.
struct WithoutMaximus {
    imaging::LabelMap labels; ///< as they are
    anatomy::Body body;       ///< of the rest
};

const WithoutMaximus* without_maximus() {
    static const std::unique_ptr<WithoutMaximus> made = [] {
        const RealScan files = real_scan();
        if (files.labels.empty())
            return std::unique_ptr<WithoutMaximus>();
        auto one = std::make_unique<WithoutMaximus>();
        one->labels = imaging::load_labels(files.labels).value();
        anatomy::ImportRequest request;
        request.name = "without";
        request.labels.push_back({"labels", "totalsegmentator-v2", one->labels});
        for (auto& number : request.labels.front().map.image.voxels)
            if (number == 80 || number == 81) // the file's numbers of that muscle, left and right
                number = 0;
        request.scan = anatomy::ScanInput{"ct", imaging::load_scan(files.image).value()};
        one->body = anatomy::import_body(request).value();
        atlas::add_hybrid(one->body);
        return one;
    }();
    return made.get();
}

/// Of the voxels labelled or predicted, twice those that are both, over their sum: voxel by voxel
/// of the file, plainer than any field.
double voxel_dice(const imaging::LabelMap& labels, int number, const anatomy::Structure& made) {
    std::size_t common = 0;
    std::size_t sum = 0;
    const geometry::Size3& size = labels.image.size;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                const geometry::Vec3 voxel{static_cast<double>(i), static_cast<double>(j),
                                           static_cast<double>(k)};
                const bool is_labelled = labels.image.at(i, j, k) == number;
                const bool is_made = made.field.at(labels.image.world_from_voxel * voxel) < 0;
                common += is_labelled && is_made ? 1 : 0;
                sum += (is_labelled ? 1 : 0) + (is_made ? 1 : 0);
            }
    return 2.0 * static_cast<double>(common) / static_cast<double>(sum);
}

class MaximusLeftOut : public testing::Test {
  protected:
    void SetUp() override {
        scan = without_maximus();
        if (scan == nullptr)
            GTEST_SKIP() << "this machine has no shared CT";
    }
    const anatomy::Structure* maximus(const std::string& side) const {
        return anatomy::find_structure(scan->body, chart::StructureId("gluteus_maximus" + side));
    }
    const WithoutMaximus* scan = nullptr;
};

TEST_F(MaximusLeftOut, IsPredictedByTheImportAndSaysSo) {
    for (const std::string& side : both) {
        const anatomy::Structure* made = maximus(side);
        ASSERT_NE(made, nullptr) << side;
        EXPECT_EQ(made->origin, chart::Origin::Inferred);
        EXPECT_TRUE(atlas::is_pulled(*made)) << made->note;
        EXPECT_GT(voxel_dice(scan->labels, side == ".left" ? 80 : 81, *made), 0.65) << side;
    }
}

TEST_F(MaximusLeftOut, IsNeedledAsAGuessAndTheNeedleEndsWhereItsLabelIs) {
    care::PlanOrder order;
    order.seed = 1;
    for (const std::string& side : both)
        order.targets.push_back(*chart::read_target("gluteus_maximus" + side));
    const auto work = care::make_plan(scan->body, needle::load_rules().value(), order).value();
    int paths = 0;
    for (const chart::Proposal& proposal : work.plan.proposals) {
        const auto* proposed = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
        if (proposed == nullptr)
            continue;
        const int number = proposal.target.structure.text().ends_with(".left") ? 80 : 81;
        for (const chart::PlannedPath& planned : *proposed) {
            const geometry::Vec3 v =
                geometry::inverse(scan->labels.image.world_from_voxel) * planned.path.tip();
            EXPECT_EQ(scan->labels.image.at(static_cast<int>(std::lround(v.x)),
                                            static_cast<int>(std::lround(v.y)),
                                            static_cast<int>(std::lround(v.z))),
                      number)
                << proposal.target.id();
            ++paths;
        }
    }
    EXPECT_GT(paths, 0);
}

TEST_F(MaximusLeftOut, TheRulesKeepPublishedRelationsThatThePulledReferenceBreaks) {
    // Both judged by the same calipers and bounds as docs/validation/inferred.md.
    const auto broken = [](const anatomy::Body& body) {
        int count = 0;
        for (const InferredRule& rule : measure_inferred(body))
            if (std::find(atlas::hybrid_plan().pulled.begin(), atlas::hybrid_plan().pulled.end(),
                          rule.structure) != atlas::hybrid_plan().pulled.end())
                for (const auto& value : {rule.right, rule.left})
                    count += !value || (rule.least && *value < *rule.least) ||
                                     (rule.most && *value > *rule.most)
                                 ? 1
                                 : 0;
        return count;
    };
    anatomy::Body pulled = scan->body;
    std::erase_if(pulled.structures, [](const anatomy::Structure& one) {
        return one.origin == chart::Origin::Inferred &&
               std::any_of(
                   atlas::hybrid_plan().pulled.begin(), atlas::hybrid_plan().pulled.end(),
                   [&](const std::string& stem) { return one.id.text().starts_with(stem); });
    });
    atlas::add_hybrid(pulled);
    EXPECT_LT(broken(scan->body), broken(pulled));
    EXPECT_LE(broken(pulled), 14);
}

} // namespace
} // namespace filiform::story
