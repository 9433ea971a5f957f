// SPDX-License-Identifier: Apache-2.0
// The lumbar spine of the reference body, where needles go between its bones.
#include "atlas/reference_body.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"

namespace filiform::atlas {
namespace {

using anatomy::Body;
using fixture::mean_figure;
using geometry::Vec3;

const std::vector<std::string>& levels() {
    static const std::vector<std::string> levels{"t12", "l1", "l2", "l3", "l4", "l5", "s1"};
    return levels;
}

/// The bones of the lumbar spine with the canal, and the skin behind them.
struct Spine {
    explicit Spine(const Figure& of) : figure(of) {
        BodyOrder order{1.0, geometry::Box{{0, -160, -60}, {70, 80, 230}}, {}};
        order.structures = std::vector<std::string>{"sacrum", "vertebral_canal"};
        for (const std::string& level : levels())
            if (level != "s1")
                order.structures->push_back("vertebra_" + level);
        body = make_reference_body(figure, order);
    }

    [[nodiscard]] bool is_bone(const Vec3& p) const {
        return std::any_of(body.structures.begin(), body.structures.end(),
                           [&](const anatomy::Structure& s) {
                               return s.kind == chart::Kind::Bone && s.field.at(p) < 0;
                           });
    }
    [[nodiscard]] bool is_canal(const Vec3& p) const {
        return find_structure(body, chart::StructureId("vertebral_canal"))->field.at(p) < -0.3;
    }

    /// From the skin straight forward to the first bone.
    [[nodiscard]] double skin_to_bone(double x, double z) const {
        constexpr double step_mm = 0.25;
        Vec3 p{x, -150, z};
        while (body.skin.at(p) > 0)
            p.y += step_mm;
        const double from = p.y;
        while (p.y < 80 && !is_bone(p))
            p.y += step_mm;
        return p.y - from;
    }

    Figure figure;
    Body body;
};

/// Seen at right angles to the canal between two vertebrae: does a line from behind, `up` above
/// the middle between them and `x` beside the midline, reach the canal before bone?
bool is_open(const Spine& spine, std::size_t upper, double x, double up) {
    constexpr double behind_mm = 110;
    constexpr double step_mm = 0.5;
    const Frame& a = spine.figure.frame(levels()[upper]);
    const Frame& b = spine.figure.frame(levels()[upper + 1]);
    const Vec3 along = normalized(a.up + b.up);
    const Vec3 front = normalized(a.front + b.front);
    Vec3 p = (a.origin + b.origin) * 0.5 + along * up - front * behind_mm;
    p.x = x;
    for (double t = 0; t < behind_mm; t += step_mm, p = p + front * step_mm) {
        if (spine.is_bone(p))
            return false;
        if (spine.is_canal(p))
            return true;
    }
    return false;
}

/// The longest open way up and down, `x` beside the midline.
double open_height(const Spine& spine, std::size_t upper, double x) {
    constexpr double step_mm = 0.5;
    double longest = 0;
    double open = 0;
    for (double up = -28; up < 25; up += step_mm) {
        open = is_open(spine, upper, x, up) ? open + step_mm : 0;
        longest = std::max(longest, open);
    }
    return longest;
}

/// Beside the spinous process, whose half thickness is 3.
double open_height_beside_spine(const Spine& spine, std::size_t upper) {
    return std::max(open_height(spine, upper, 4), open_height(spine, upper, 6));
}

const Spine& spine_of_man() {
    static const Spine spine(mean_figure(Sex::Male, 176, 78));
    return spine;
}

const Spine& spine_of_woman() {
    static const Spine spine(mean_figure(Sex::Female, 163, 65));
    return spine;
}

TEST(ReferenceSpine, WindowsAreAsHighAsMeasured) {
    for (const Spine* spine : {&spine_of_man(), &spine_of_woman()})
        for (std::size_t i = 0; i + 1 < levels().size(); ++i)
            EXPECT_NEAR(open_height_beside_spine(*spine, i),
                        spine->figure.number("window_height_" + levels()[i]), 1.7)
                << levels()[i];
}

TEST(ReferenceSpine, WindowsAreClosedByTheJointsWhereTheyEnd) {
    for (std::size_t i = 0; i + 1 < levels().size(); ++i) {
        const double half = spine_of_man().figure.number("window_width_" + levels()[i]) / 2;
        EXPECT_GT(open_height(spine_of_man(), i, half - 2), 2) << levels()[i];
        EXPECT_EQ(open_height(spine_of_man(), i, half + 4), 0) << levels()[i];
    }
}

TEST(ReferenceSpine, APillowUnderTheBellyOpensTheWindows) {
    Person person;
    person.height_cm = 176;
    person.weight_kg = 78;
    person.lying = Lying::PronePillow;
    const Spine pillow{Figure(mean_traits(prior_of(person)))};
    for (std::size_t i = 2; i + 1 < levels().size(); ++i) {
        // Three to five millimetres (BAR), less what a lamina keeps that is already low.
        const double wider =
            open_height_beside_spine(pillow, i) - open_height_beside_spine(spine_of_man(), i);
        EXPECT_GT(wider, 2) << levels()[i];
        EXPECT_LT(wider, 5.5) << levels()[i];
    }
}

TEST(ReferenceSpine, BoneLiesAsDeepAsMeasuredOffTheMidline) {
    for (const Spine* spine : {&spine_of_man(), &spine_of_woman()})
        for (std::size_t i = 1; i + 1 < levels().size(); ++i) {
            const Figure& figure = spine->figure;
            const Vec3 process = figure.point("transverse_process_" + levels()[i]);
            EXPECT_NEAR(spine->skin_to_bone(process.x - 3, process.z),
                        figure.number("skin_to_process_" + levels()[i]), 2.5)
                << levels()[i];
            const Vec3 joint = figure.point("facet_" + levels()[i]);
            EXPECT_NEAR(spine->skin_to_bone(joint.x, joint.z),
                        figure.number("skin_to_facet_" + levels()[i]), 4)
                << levels()[i];
        }
}

} // namespace
} // namespace filiform::atlas
