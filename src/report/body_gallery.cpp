// SPDX-License-Identifier: Apache-2.0
#include "report/body_gallery.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/parallel.h"

namespace filiform::report {

using geometry::Box;
using geometry::Vec3;

namespace {

constexpr float nothing = 1e9F;

/// Pixels of a view and where they lie.
class Canvas {
  public:
    explicit Canvas(const GalleryView& view) : view_(view) {
        const Vec3 half = (view.box.high - view.box.low) / 2;
        middle_ = (view.box.high + view.box.low) / 2;
        const auto extent = [&](const Vec3& axis) {
            return std::abs(axis.x * half.x) + std::abs(axis.y * half.y) +
                   std::abs(axis.z * half.z);
        };
        half_width_ = extent(view.gaze.right);
        half_height_ = extent(view.gaze.up);
        width_ = std::max(1, static_cast<int>(std::lround(2 * half_width_ * view.pixels_per_mm)));
        height_ = std::max(1, static_cast<int>(std::lround(2 * half_height_ * view.pixels_per_mm)));
    }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
               static_cast<std::size_t>(x);
    }
    /// Pixel x and y and depth (away from the eye, mm) of a point.
    [[nodiscard]] Vec3 seen(const Vec3& p) const {
        const Vec3 d = p - middle_;
        return {(dot(d, view_.gaze.right) + half_width_) * view_.pixels_per_mm,
                (half_height_ - dot(d, view_.gaze.up)) * view_.pixels_per_mm,
                dot(d, view_.gaze.forward)};
    }
    /// The point of the middle plane in the middle of a pixel.
    [[nodiscard]] Vec3 point(int x, int y) const {
        return middle_ + view_.gaze.right * ((x + 0.5) / view_.pixels_per_mm - half_width_) +
               view_.gaze.up * (half_height_ - (y + 0.5) / view_.pixels_per_mm);
    }

  private:
    const GalleryView& view_;
    Vec3 middle_;
    double half_width_ = 0;
    double half_height_ = 0;
    int width_ = 0;
    int height_ = 0;
};

struct Pixel {
    float depth = nothing;
    float nx = 0;
    float ny = 0;
    int part = -1;
};

void paint_triangle(std::vector<Pixel>& pixels, const Canvas& canvas, const Gaze& gaze,
                    const std::array<Vec3, 3>& corners, const std::array<Vec3, 3>& normals,
                    int part) {
    std::array<Vec3, 3> s;
    for (std::size_t i = 0; i < 3; ++i)
        s[i] = canvas.seen(corners[i]);
    const double area =
        (s[1].x - s[0].x) * (s[2].y - s[0].y) - (s[2].x - s[0].x) * (s[1].y - s[0].y);
    if (area == 0)
        return;
    const auto [x_low, x_high] = std::minmax({s[0].x, s[1].x, s[2].x});
    const auto [y_low, y_high] = std::minmax({s[0].y, s[1].y, s[2].y});
    const int x1 = std::min(canvas.width() - 1, static_cast<int>(std::ceil(x_high)));
    const int y1 = std::min(canvas.height() - 1, static_cast<int>(std::ceil(y_high)));
    for (int y = std::max(0, static_cast<int>(y_low)); y <= y1; ++y)
        for (int x = std::max(0, static_cast<int>(x_low)); x <= x1; ++x) {
            const double px = x + 0.5;
            const double py = y + 0.5;
            std::array<double, 3> w{};
            bool is_within = true;
            for (std::size_t i = 0; i < 3; ++i) {
                const Vec3& a = s[(i + 1) % 3];
                const Vec3& b = s[(i + 2) % 3];
                w[i] = ((b.x - a.x) * (py - a.y) - (px - a.x) * (b.y - a.y)) / area;
                is_within = is_within && w[i] >= -1e-9;
            }
            if (!is_within)
                continue;
            const auto depth = static_cast<float>(w[0] * s[0].z + w[1] * s[1].z + w[2] * s[2].z);
            Pixel& pixel = pixels[canvas.index(x, y)];
            if (depth >= pixel.depth)
                continue;
            const Vec3 n = normalized(normals[0] * w[0] + normals[1] * w[1] + normals[2] * w[2]);
            pixel = {depth, static_cast<float>(dot(n, gaze.right)),
                     static_cast<float>(dot(n, gaze.up)), part};
        }
}

/// Light from above and a little to the left; how much of it a slope gets.
double brightness(const Pixel& pixel) {
    const double nx = static_cast<double>(pixel.nx);
    const double ny = static_cast<double>(pixel.ny);
    const double nz = std::sqrt(std::max(0.0, 1 - nx * nx - ny * ny));
    const double key = std::max(0.0, -0.35 * nx + 0.45 * ny + 0.82 * nz);
    return 0.30 + 0.62 * key + 0.08 * nz;
}

/// How much darker a pixel is for lying behind its neighbours.
double shadow(const std::vector<Pixel>& pixels, const Canvas& canvas, int x, int y,
              double pixels_per_mm) {
    const float depth = pixels[canvas.index(x, y)].depth;
    double dark = 0;
    double count = 0;
    for (const int reach : {1, 2, 4, 8})
        for (int side = 0; side < 8; ++side) {
            const double angle = side * 0.7853981633974483 + reach;
            const int u = x + static_cast<int>(std::lround(reach * std::cos(angle)));
            const int v = y + static_cast<int>(std::lround(reach * std::sin(angle)));
            count += 1;
            if (u < 0 || v < 0 || u >= canvas.width() || v >= canvas.height())
                continue;
            const double over =
                static_cast<double>(depth - pixels[canvas.index(u, v)].depth) * pixels_per_mm;
            dark += std::clamp((over - reach) / (4.0 * reach), 0.0, 1.0);
        }
    return 1 - 0.75 * dark / count * 2;
}

std::uint8_t byte_of(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value * 255), 0L, 255L));
}

void put(Picture& picture, std::size_t at, const Colour& colour, double light) {
    picture.rgba[4 * at] = byte_of(colour.red * light);
    picture.rgba[4 * at + 1] = byte_of(colour.green * light);
    picture.rgba[4 * at + 2] = byte_of(colour.blue * light);
    picture.rgba[4 * at + 3] = 255;
}

Picture blank(const Canvas& canvas) {
    return {canvas.width(), canvas.height(),
            std::vector<std::uint8_t>(4 * static_cast<std::size_t>(canvas.width()) *
                                      static_cast<std::size_t>(canvas.height()))};
}

} // namespace

Picture paint_surfaces(std::span<const PaintedSurface> surfaces, const GalleryView& view) {
    const Canvas canvas(view);
    Picture picture = blank(canvas);
    std::vector<Pixel> pixels(picture.rgba.size() / 4);
    for (std::size_t part = 0; part < surfaces.size(); ++part) {
        const geometry::Mesh& mesh = *surfaces[part].mesh;
        for (const auto& t : mesh.triangles)
            paint_triangle(pixels, canvas, view.gaze,
                           {mesh.vertices[t[0]], mesh.vertices[t[1]], mesh.vertices[t[2]]},
                           {mesh.normals[t[0]], mesh.normals[t[1]], mesh.normals[t[2]]},
                           static_cast<int>(part));
    }
    for (int y = 0; y < canvas.height(); ++y)
        for (int x = 0; x < canvas.width(); ++x) {
            const std::size_t at = canvas.index(x, y);
            if (pixels[at].part < 0)
                continue;
            const double light = brightness(pixels[at]) *
                                 std::max(0.15, shadow(pixels, canvas, x, y, view.pixels_per_mm));
            put(picture, at, surfaces[static_cast<std::size_t>(pixels[at].part)].colour, light);
        }
    return picture;
}

Picture paint_section(std::span<const PaintedField> fields, const GalleryView& view) {
    const Canvas canvas(view);
    Picture picture = blank(canvas);
    const double line_mm = 0.6 / view.pixels_per_mm;
    base::parallel_chunks(static_cast<std::size_t>(canvas.height()), 8,
                          [&](std::size_t from, std::size_t to) {
                              for (auto y = static_cast<int>(from); y < static_cast<int>(to); ++y)
                                  for (int x = 0; x < canvas.width(); ++x) {
                                      const Vec3 p = canvas.point(x, y);
                                      for (const PaintedField& painted : fields) {
                                          const double mm = painted.field->at(p);
                                          if (mm < line_mm)
                                              put(picture, canvas.index(x, y), painted.colour,
                                                  mm > -line_mm ? 0.35 : 1);
                                      }
                                  }
                          });
    return picture;
}

} // namespace filiform::report
