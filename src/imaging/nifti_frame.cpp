// SPDX-License-Identifier: Apache-2.0
#include "imaging/nifti_frame.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "imaging/refusal.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

using geometry::Affine;
using geometry::Vec3;

/// How far above one a float32 quaternion's squares may add up.
constexpr double most_quaternion_excess = 1e-5;

base::Result<double> mm_of_unit(std::int64_t xyzt_units, std::string_view file) {
    switch (xyzt_units & 7) {
    case 0: // unknown: every known writer means millimetres, and check_frame bounds the spacing
    case 2:
        return 1.0;
    case 1:
        return 1000.0;
    case 3:
        return 0.001;
    default:
        break;
    }
    return refuse(
        {"units", file, "xyzt_units",
         "The unit of length has code " + text_of(xyzt_units & 7) + ", which is not defined.",
         "Export the file again with millimetres."});
}

base::Result<void> check_pixdim(const NiftiFields& fields, std::string_view file) {
    for (std::size_t axis = 1; axis <= 3; ++axis)
        if (!(fields.pixdim[axis] > 0) || !std::isfinite(fields.pixdim[axis]))
            return refuse({"spacing", file, "pixdim[" + std::to_string(axis) + "]",
                           "The spacing is " + text_of(fields.pixdim[axis]) + ".",
                           "Spacing must be positive; export the file again."});
    return {};
}

base::Result<void> check_quaternion(const NiftiFields& fields, std::string_view file) {
    const auto& q = fields.quatern;
    const double squares = q[0] * q[0] + q[1] * q[1] + q[2] * q[2];
    if (squares <= 1 + most_quaternion_excess)
        return {};
    return refuse({"affine", file, "quatern_b, c, d",
                   "The squares add up to " + text_of(squares) + " instead of at most 1.",
                   "The orientation is damaged; export the file again."});
}

Affine frame_of_sform(const NiftiFields& fields) {
    const auto& s = fields.srow;
    Affine frame;
    for (std::size_t axis = 0; axis < 3; ++axis)
        frame.columns[axis] = {s[0][axis], s[1][axis], s[2][axis]};
    frame.translation = {s[0][3], s[1][3], s[2][3]};
    return frame;
}

Affine scaled(Affine frame, double factor) {
    for (auto& column : frame.columns)
        column = column * factor;
    frame.translation = frame.translation * factor;
    return frame;
}

/// The largest distance between where two frames put the same corner.
double corner_gap(const Affine& a, const Affine& b, const geometry::Size3& size) {
    double gap = 0;
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 voxel{corner & 1 ? size.x - 1.0 : 0.0, corner & 2 ? size.y - 1.0 : 0.0,
                         corner & 4 ? size.z - 1.0 : 0.0};
        gap = std::max(gap, distance(a * voxel, b * voxel));
    }
    return gap;
}

base::Result<void> check_agreement(const Affine& sform, const Affine& qform,
                                   const geometry::Size3& size, std::string_view file) {
    const double spacing =
        std::min({length(sform.columns[0]), length(sform.columns[1]), length(sform.columns[2])});
    const double most = std::max(least_frame_gap_mm, most_frame_gap_voxels * spacing);
    const double gap = corner_gap(sform, qform, size);
    if (gap <= most)
        return {};
    return refuse({"frame", file, "sform, qform",
                   "The two orientations of the file put a corner " +
                       text_of(std::round(gap * 100) / 100) + " mm apart.",
                   "Programs disagree about such a file; decide which is right and remove the "
                   "other."});
}

base::Result<void> check_column_lengths(const Affine& sform, const NiftiFields& fields, double mm,
                                        std::string_view file) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double column = length(sform.columns[axis]);
        const double spacing = fields.pixdim[axis + 1] * mm;
        if (std::abs(column - spacing) > most_spacing_mismatch * column)
            return refuse({"frame", file, "pixdim[" + std::to_string(axis + 1) + "]",
                           "The spacing is " + text_of(spacing) + " mm but the sform says " +
                               text_of(column) + " mm.",
                           "Programs disagree about such a file; export it again."});
    }
    return {};
}

} // namespace

Affine frame_of_qform(const NiftiFields& fields) {
    double b = fields.quatern[0];
    double c = fields.quatern[1];
    double d = fields.quatern[2];
    double a = 1 - (b * b + c * c + d * d);
    if (a < 1e-7) { // a half turn, where rounding can push the sum past one
        const double norm = std::sqrt(b * b + c * c + d * d);
        b /= norm;
        c /= norm;
        d /= norm;
        a = 0;
    } else {
        a = std::sqrt(a);
    }
    const double flip = fields.pixdim[0] < 0 ? -1 : 1;
    Affine frame;
    frame.columns[0] =
        Vec3{a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)} *
        fields.pixdim[1];
    frame.columns[1] =
        Vec3{2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)} *
        fields.pixdim[2];
    frame.columns[2] =
        Vec3{2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c} *
        (fields.pixdim[3] * flip);
    frame.translation = {fields.qoffset[0], fields.qoffset[1], fields.qoffset[2]};
    return frame;
}

base::Result<Affine> nifti_frame(const NiftiFields& fields, const geometry::Size3& size,
                                 std::string_view file, const ReadLimits& limits) {
    const auto mm = mm_of_unit(fields.xyzt_units, file);
    if (!mm)
        return tl::unexpected(mm.error());
    if (auto spacing = check_pixdim(fields, file); !spacing)
        return tl::unexpected(spacing.error());
    if (fields.sform_code <= 0 && fields.qform_code <= 0)
        return refuse({"affine", file, "sform_code, qform_code",
                       "Both codes are 0: the file does not say which way the patient lies.",
                       "Convert the scan again with a program that keeps the orientation."});
    std::optional<Affine> qform;
    if (fields.qform_code > 0) {
        if (auto good = check_quaternion(fields, file); !good)
            return tl::unexpected(good.error());
        auto checked = check_frame({scaled(frame_of_qform(fields), *mm), "qform"}, file, limits);
        if (!checked || fields.sform_code <= 0)
            return checked;
        qform = *checked;
    }
    auto sform = check_frame({scaled(frame_of_sform(fields), *mm), "sform"}, file, limits);
    if (!sform)
        return sform;
    if (auto same = check_column_lengths(*sform, fields, *mm, file); !same)
        return tl::unexpected(same.error());
    if (!qform)
        return sform;
    return check_agreement(*sform, *qform, size, file).map([&] { return *sform; });
}

} // namespace filiform::imaging
