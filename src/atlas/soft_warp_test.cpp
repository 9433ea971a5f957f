// SPDX-License-Identifier: Apache-2.0
#include "atlas/soft_warp.h"

#include <cmath>

#include <gtest/gtest.h>

#include "atlas/cholesky.h"
#include "base/random.h"

namespace filiform::atlas {
namespace {

using geometry::Vec3;

constexpr Suppleness usual{6, 60};

/// Eight corners of a box and a few points in it, each moved by up to some millimetres.
std::vector<Pull> scattered(double sd_mm) {
    std::vector<Pull> pulls;
    base::RandomStream random(3, 0);
    const auto draw = [&] { return random.normal(); };
    for (int i = 0; i < 8; ++i) {
        const Vec3 p{i & 1 ? 100.0 : -90.0, i & 2 ? 70.0 : -80.0, i & 4 ? 120.0 : -110.0};
        pulls.push_back({p, p + Vec3{4 * draw(), 4 * draw(), 4 * draw()}, sd_mm});
    }
    for (int i = 0; i < 6; ++i) {
        const Vec3 p{30 * draw(), 30 * draw(), 30 * draw()};
        pulls.push_back({p, p + Vec3{4 * draw(), 4 * draw(), 4 * draw()}, sd_mm});
    }
    return pulls;
}

Vec3 mirrored(const Vec3& p) {
    return {-p.x, p.y, p.z};
}

TEST(SoftWarp, carries_sure_points_exactly) {
    const std::vector<Pull> pulls = scattered(0);
    const SoftWarp warp(pulls, usual);
    for (const Pull& pull : pulls) {
        EXPECT_LT(geometry::distance(warp(pull.from), pull.to), 1e-6);
        EXPECT_LT(warp.sd_mm(pull.from), 1e-3);
    }
}

TEST(SoftWarp, gives_an_affine_map_back_everywhere) {
    std::vector<Pull> pulls = scattered(2);
    const auto affine = [](const Vec3& p) {
        return Vec3{1.1 * p.x + 0.05 * p.y + 7, 0.9 * p.y - 0.1 * p.z - 3, p.z + 0.02 * p.x + 11};
    };
    for (Pull& pull : pulls)
        pull.to = affine(pull.from);
    const SoftWarp warp(pulls, usual);
    for (const Vec3& p : {Vec3{0, 0, 0}, Vec3{55, -20, 90}, Vec3{400, 300, -500}})
        EXPECT_LT(geometry::distance(warp(p), affine(p)), 1e-6);
}

TEST(SoftWarp, is_mirrored_by_mirrored_points) {
    const std::vector<Pull> pulls = scattered(3);
    std::vector<Pull> turned_round;
    for (const Pull& pull : pulls)
        turned_round.push_back({mirrored(pull.from), mirrored(pull.to), pull.sd_mm});
    const SoftWarp warp(pulls, usual);
    const SoftWarp other(turned_round, usual);
    for (const Vec3& p : {Vec3{0, 0, 0}, Vec3{55, -20, 90}, Vec3{-30, 40, 10}}) {
        EXPECT_LT(geometry::distance(mirrored(warp(p)), other(mirrored(p))), 1e-9);
        EXPECT_NEAR(warp.sd_mm(p), other.sd_mm(mirrored(p)), 1e-9);
    }
}

TEST(SoftWarp, is_pulled_less_by_a_less_sure_point) {
    double before = 1e9;
    for (const double sd : {0.0, 1.0, 3.0, 10.0, 100.0}) {
        std::vector<Pull> pulls = scattered(1);
        for (Pull& pull : pulls)
            pull.to = pull.from;
        pulls.push_back({{0, 0, 0}, {0, 5, 0}, sd});
        const double pulled = SoftWarp(pulls, usual)({0, 0, 0}).y;
        EXPECT_LT(pulled, before) << "SD " << sd;
        EXPECT_GT(pulled, 0) << "SD " << sd;
        before = pulled;
    }
}

TEST(SoftWarp, is_less_sure_farther_from_its_points) {
    const SoftWarp warp(scattered(1), usual);
    double before = 0;
    for (const double x : {100.0, 130.0, 180.0, 260.0, 500.0}) {
        const double sd = warp.sd_mm({x, 70, 120});
        EXPECT_GT(sd, before) << "at " << x;
        before = sd;
    }
    EXPECT_GT(before, usual.stray_mm);
}

TEST(SoftWarp, is_less_sure_of_less_sure_points) {
    const Vec3 p{20, 10, -30};
    EXPECT_LT(SoftWarp(scattered(1), usual).sd_mm(p), SoftWarp(scattered(4), usual).sd_mm(p));
}

TEST(SoftWarp, leaves_the_best_affine_map_alone_when_it_may_not_stray) {
    // Four corners of a square above four below, all moved by the same but one: the affine map of
    // eight equal weights takes half of it (8 equations, 4 unknowns along each axis).
    std::vector<Pull> pulls;
    for (int i = 0; i < 8; ++i) {
        const Vec3 p{i & 1 ? 1.0 : -1.0, i & 2 ? 1.0 : -1.0, i & 4 ? 1.0 : -1.0};
        pulls.push_back({p, i == 7 ? p + Vec3{0, 0, 1} : p, 1});
    }
    EXPECT_NEAR(SoftWarp(pulls, {0, 60})({1, 1, 1}).z, 1 + 0.5, 1e-9);
}

TEST(SoftWarp, shifts_where_its_points_lie_in_a_plane) {
    std::vector<Pull> pulls;
    for (int i = 0; i < 6; ++i) {
        const Vec3 p{10.0 * i, i % 2 ? 20.0 : -20.0, 0};
        pulls.push_back({p, p + Vec3{1, 2, 3}, 1});
    }
    const SoftWarp warp(pulls, usual);
    EXPECT_LT(geometry::distance(warp({5, 5, 40}), {6, 7, 43}), 1e-6);
}

TEST(SoftWarp, is_the_conditioned_gaussian_of_an_affine_map_known_by_nobody) {
    // The judge: one Gaussian over all, with terms 1, x, y, z of a huge variance.
    const std::vector<Pull> pulls = scattered(2);
    const SoftWarp warp(pulls, usual);
    const auto covariance = [](const Vec3& a, const Vec3& b) {
        const double t = std::sqrt(5.0) * geometry::distance(a, b) / usual.reach_mm;
        constexpr double hardly_known = 1e4;
        return usual.stray_mm * usual.stray_mm * (1 + t + t * t / 3) * std::exp(-t) +
               hardly_known * (1 + (a.x * b.x + a.y * b.y + a.z * b.z) / 1e4);
    };
    const std::size_t n = pulls.size();
    std::vector<double> all(n * n);
    const Vec3 asked{20, 10, -30};
    std::vector<double> shared(n);
    std::vector<double> moved(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            all[i * n + j] = covariance(pulls[i].from, pulls[j].from);
        all[i * n + i] += 4;
        shared[i] = covariance(asked, pulls[i].from);
        moved[i] = pulls[i].to.y - pulls[i].from.y;
    }
    const Cholesky root(all, n);
    const std::vector<double> weights = root.solved(moved);
    const std::vector<double> half = root.half_solved(shared);
    double mean = asked.y;
    double variance = covariance(asked, asked);
    for (std::size_t i = 0; i < n; ++i) {
        mean += shared[i] * weights[i];
        variance -= half[i] * half[i];
    }
    EXPECT_NEAR(warp(asked).y, mean, 0.01);
    EXPECT_NEAR(warp.sd_mm(asked), std::sqrt(variance), 0.01);
}

TEST(Cholesky, solves_what_was_multiplied) {
    // A = [[4, 2], [2, 5]], x = (1, 3): A x = (10, 17); the determinant is 16.
    const Cholesky root({4, 2, 2, 5}, 2);
    const std::vector<double> x = root.solved({10, 17});
    EXPECT_NEAR(x[0], 1, 1e-12);
    EXPECT_NEAR(x[1], 3, 1e-12);
    EXPECT_NEAR(root.log_determinant(), std::log(16), 1e-12);
    EXPECT_TRUE(root.is_definite());
}

TEST(Cholesky, says_when_a_matrix_is_not_definite) {
    EXPECT_FALSE(Cholesky({1, 1, 1, 1}, 2).is_definite());
    EXPECT_FALSE(Cholesky({1, 2, 2, 1}, 2).is_definite());
}

} // namespace
} // namespace filiform::atlas
