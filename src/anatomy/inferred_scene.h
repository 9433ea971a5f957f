// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/bone_frame.h"
#include "anatomy/flat_tube.h"
#include "anatomy/inference_rules.h"
#include "anatomy/inferred.h"

namespace filiform::anatomy {

/// The lumbar vertebrae, from above.
inline constexpr std::array<const char*, 5> lumbar{"l1", "l2", "l3", "l4", "l5"};

/// The landmarks one structure is placed by; whether they are all there.
class Anchors {
  public:
    Anchors(const Body& body, const std::vector<std::string>& ids);
    [[nodiscard]] bool are_complete() const { return missing_.empty(); }
    /// "the left greater trochanter and the left ischial spine"
    [[nodiscard]] std::string missing() const;
    [[nodiscard]] const geometry::Vec3& operator[](std::size_t i) const { return points_[i]; }
    /// Root mean square SD of them, mm per axis.
    [[nodiscard]] double sd_mm() const;

  private:
    std::vector<geometry::Vec3> points_;
    std::vector<double> sds_;
    std::vector<std::string> missing_;
};

/// A structure as a rule describes it, before it is sampled and clipped.
struct Proposal {
    std::string id;
    chart::Kind kind = chart::Kind::Muscle;
    chart::Role role = chart::Role::Target;
    double position_sd_mm = 0;
    geometry::Box box; ///< around the shape
    std::function<double(const geometry::Vec3&)> distance_mm;
    bool is_part_of_segmented = false; ///< cut out of what was seen: needs no clipping
    std::string note;                  ///< added to the rule's
    double share = 1;                  ///< as Structure::share, variant_of and variant
    std::string variant_of = {};
    std::string variant = {};
};

/// A nerve or its bundle as a hazard.
[[nodiscard]] Proposal nerve_proposal(const std::string& id, double sd_mm);

/// The body while structures are being added to it.
class InferenceScene {
  public:
    explicit InferenceScene(const Body& body);

    [[nodiscard]] const Body& body() const { return body_; }
    [[nodiscard]] const BoneFrame& pelvis() const { return pelvis_; }
    /// Segmented, or inferred before.
    [[nodiscard]] const Structure* find(const std::string& id) const;
    /// Its field, when it is there and not empty.
    [[nodiscard]] const geometry::DistanceField* field(const std::string& id) const;
    [[nodiscard]] std::optional<geometry::Vec3> landmark(const std::string& id) const;
    /// All bones, each to be kept off by `clearance_mm`.
    [[nodiscard]] std::vector<Obstacle> bones(double clearance_mm) const;

    /// Pelvic axes turned into the body's for one side: lateral, anterior, cranial.
    [[nodiscard]] geometry::Vec3 towards(chart::Side side, double lateral, double anterior,
                                         double cranial) const;

    /// Samples, clips (muscles only) and keeps a structure; misses it when nothing is left.
    void add(const Proposal& proposal, const InferenceRule& rule);
    void add_tube(Proposal proposal, const std::vector<Station>& stations,
                  const InferenceRule& rule);
    void miss(const std::string& id, const std::string& why);
    void warn(const std::string& code, const std::string& what);
    [[nodiscard]] Inferred take();

  private:
    const Body& body_;
    BoneFrame pelvis_;
    Inferred inferred_;
};

void infer_piriformis(InferenceScene& scene, chart::Side side);
void infer_sciatic_nerve(InferenceScene& scene, chart::Side side);
void infer_superior_gluteal_bundle(InferenceScene& scene, chart::Side side);
void infer_inferior_gluteal_bundle(InferenceScene& scene, chart::Side side);
void infer_pudendal_bundle(InferenceScene& scene, chart::Side side);
void infer_posterior_femoral_cutaneous_nerve(InferenceScene& scene, chart::Side side);
void infer_tensor_fasciae_latae(InferenceScene& scene, chart::Side side);
void infer_quadratus_lumborum(InferenceScene& scene, chart::Side side);
void infer_back_muscles(InferenceScene& scene, chart::Side side);
void infer_lumbar_roots(InferenceScene& scene, chart::Side side);

/// The middle line of the usual sciatic nerve.
struct SciaticLine {
    std::optional<geometry::Vec3> start; ///< in front of the piriformis, in the pelvis
    geometry::Vec3 exit;                 ///< below its lower border
    std::vector<geometry::Vec3> below;   ///< past the ischial spine, to below the lattice
    double sd_mm = 0;
};

/// The nerve's other courses, by data/anatomy/inferred.yaml: through the piriformis (type b) and
/// above it (type c), the rest of it below. None where the muscle is not there to pass.
[[nodiscard]] std::vector<Proposal>
other_sciatic_courses(const InferenceScene& scene, chart::Side side, const SciaticLine& usual);

/// A flat tube along a nerve's middle line, bent round the bones and obstacles, its flat side on
/// them.
[[nodiscard]] std::vector<Station> nerve_tube(const InferenceScene& scene,
                                              const std::vector<geometry::Vec3>& line,
                                              const Station& section,
                                              const geometry::DistanceField* muscle);

/// Where the sciatic nerve leaves the lower border of the piriformis: the border's point as far
/// from the trochanter as published. Nothing without piriformis and trochanter.
[[nodiscard]] std::optional<geometry::Vec3> lower_border_exit(const InferenceScene& scene,
                                                              chart::Side side);

/// The ischial tuberosity, found or, where the scan ends above it, estimated from the PSIS.
struct Tuberosity {
    geometry::Vec3 point;
    bool is_estimated = false;
};
[[nodiscard]] std::optional<Tuberosity> tuberosity_of(const InferenceScene& scene,
                                                      chart::Side side);

/// The point moved along the front-back axis to lie `behind_mm` in front of the deep face of the
/// gluteus maximus; unmoved where that muscle does not cover it.
[[nodiscard]] geometry::Vec3 deep_to_maximus(const InferenceScene& scene, chart::Side side,
                                             const geometry::Vec3& p, double in_front_mm);

} // namespace filiform::anatomy
