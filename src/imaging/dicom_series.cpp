// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_series.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "imaging/dicom_slice.h"
#include "imaging/refusal.h"
#include "imaging/stored_image.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

using geometry::Vec3;

struct Placed {
    DicomSlice slice;
    std::size_t file = 0; ///< index into the files
    double along = 0;     ///< position along the normal, mm
};

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

/// Packed pixels may claim to be many; what they claim has to bear some proportion to the file.
base::Result<void> check_expansion(const DicomSlice& slice, std::size_t file_bytes,
                                   const ReadLimits& limits) {
    if (static_cast<double>(slice.pixel_bytes()) <=
        limits.most_expansion * static_cast<double>(file_bytes))
        return {};
    return refuse({"bomb", slice.file, "Rows, Columns",
                   "The slice takes " + text_of(slice.pixel_bytes()) +
                       " bytes unpacked, the file " + text_of(file_bytes) + ".",
                   "The size is wrong; export the series again."});
}

base::Result<std::vector<Placed>> read_slices(std::span<const DicomFile> files,
                                              const ReadLimits& limits) {
    std::vector<Placed> slices;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto bytes = files[i].load();
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto elements = read_dicom_elements(*bytes, files[i].name);
        if (!elements)
            return tl::unexpected(elements.error());
        auto slice = read_dicom_slice(*elements);
        if (!slice)
            return tl::unexpected(slice.error());
        if (auto good = check_expansion(*slice, bytes->size(), limits); !good)
            return tl::unexpected(good.error());
        slices.push_back({std::move(*slice), i, 0});
    }
    return slices;
}

/// Every slice belongs with the first.
base::Result<void> check_one_series(const std::vector<Placed>& slices) {
    const DicomSlice& first = slices.front().slice;
    const auto differ = [&](const DicomSlice& other) -> std::string_view {
        if (other.series_uid != first.series_uid)
            return "SeriesInstanceUID";
        if (other.frame_uid != first.frame_uid)
            return "FrameOfReferenceUID";
        if (other.modality != first.modality)
            return "Modality";
        if (other.rows != first.rows || other.columns != first.columns)
            return "Rows, Columns";
        if (other.is_hounsfield != first.is_hounsfield)
            return "RescaleType";
        const double turn = std::max(distance(other.along_row, first.along_row),
                                     distance(other.down_column, first.down_column));
        if (turn > most_axis_cosine)
            return "ImageOrientationPatient";
        const double spacing = std::max(std::abs(other.row_spacing / first.row_spacing - 1),
                                        std::abs(other.column_spacing / first.column_spacing - 1));
        return spacing > most_axis_cosine ? "PixelSpacing" : "";
    };
    for (const auto& placed : slices)
        if (const auto field = differ(placed.slice); !field.empty())
            return refuse({"series", placed.slice.file, field,
                           "The slice differs from " + first.file + ".",
                           "Put the slices of one series, and nothing else, into the folder."});
    return {};
}

base::Result<void> check_repeats(const std::vector<Placed>& slices) {
    for (std::size_t k = 1; k < slices.size(); ++k)
        if (slices[k].along - slices[k - 1].along <= least_slice_slip_mm)
            return refuse({"series", slices[k].slice.file, "ImagePositionPatient",
                           "The slice repeats the place of " + slices[k - 1].slice.file + ".",
                           "Put one pass of the scan into the folder."});
    return {};
}

/// From each slice to the next. Refuses a gap and a tilt.
base::Result<Vec3> step_of(const std::vector<Placed>& slices, const Vec3& normal) {
    const auto& first = slices.front();
    const auto& last = slices.back();
    const double count = static_cast<double>(slices.size() - 1);
    const Vec3 step = (last.slice.position - first.slice.position) / count;
    const double spacing = dot(step, normal);
    const double most = std::max(least_slice_slip_mm, most_slice_slip * spacing);
    for (std::size_t k = 1; k < slices.size(); ++k) {
        const double gap = slices[k].along - slices[k - 1].along;
        const double slip = slices[k].along - first.along - spacing * static_cast<double>(k);
        if (std::abs(gap - spacing) > most || std::abs(slip) > most)
            return refuse({"series", slices[k].slice.file, "ImagePositionPatient",
                           "The slice lies " + text_of(rounded(gap)) +
                               " mm behind the one before, the series has " +
                               text_of(rounded(spacing)) + " mm on average.",
                           "A slice is missing or misplaced; export the series again."});
    }
    const double tilt = std::acos(std::min(1.0, spacing / length(step))) * 180 / std::acos(-1.0);
    if (length(step - normal * spacing) > most_axis_cosine * spacing)
        return refuse({"series", last.slice.file, "ImagePositionPatient",
                       "The slices are stacked at " + text_of(rounded(tilt)) +
                           " degrees to their normal (gantry tilt).",
                       "Resample the scan to a right-angled grid."});
    return normal * spacing;
}

base::Result<geometry::Affine> frame_of(const std::vector<Placed>& slices, const Vec3& normal,
                                        const ReadLimits& limits) {
    if (auto good = check_repeats(slices); !good)
        return tl::unexpected(good.error());
    const auto step = step_of(slices, normal);
    if (!step)
        return tl::unexpected(step.error());
    const auto ras = [](const Vec3& lps) { return Vec3{-lps.x, -lps.y, lps.z}; };
    const DicomSlice& first = slices.front().slice;
    return check_frame({{{ras(first.along_row * first.column_spacing),
                          ras(first.down_column * first.row_spacing), ras(*step)},
                         ras(first.position)},
                        "ImageOrientationPatient, PixelSpacing"},
                       first.file, limits);
}

/// The second pass: a file that no longer says what it said is refused.
base::Result<std::vector<float>> read_pixels(std::span<const DicomFile> files,
                                             const std::vector<Placed>& slices,
                                             std::size_t voxels) {
    std::vector<float> values;
    values.reserve(voxels);
    for (const auto& placed : slices) {
        const auto bytes = files[placed.file].load();
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto elements = read_dicom_elements(*bytes, placed.slice.file);
        if (!elements)
            return tl::unexpected(elements.error());
        const auto again = read_dicom_slice(*elements);
        if (!again)
            return tl::unexpected(again.error());
        if (again->rows != placed.slice.rows || again->columns != placed.slice.columns)
            return refuse({"series", placed.slice.file, "Rows, Columns",
                           "The file changed while it was read.", "Try again."});
        if (auto good = append_pixels(*elements, *again, values); !good)
            return tl::unexpected(good.error());
    }
    return values;
}

} // namespace

base::Result<Scan> read_dicom_series(std::span<const DicomFile> files, const ReadLimits& limits) {
    base::expects(!files.empty(), "a series has files");
    auto slices = read_slices(files, limits);
    if (!slices)
        return tl::unexpected(slices.error());
    if (slices->size() < 2)
        return refuse({"series", files.front().name, "", "There is one slice only.",
                       "Give the folder that holds the whole series."});
    if (auto good = check_one_series(*slices); !good)
        return tl::unexpected(good.error());
    const DicomSlice& any = slices->front().slice;
    const auto size =
        check_size({{any.columns, any.rows, static_cast<std::int64_t>(slices->size())},
                    "Columns, Rows, slices"},
                   any.file, limits);
    if (!size)
        return tl::unexpected(size.error());
    const Vec3 normal = normalized(cross(any.along_row, any.down_column));
    for (auto& placed : *slices)
        placed.along = dot(placed.slice.position, normal);
    std::ranges::stable_sort(*slices, {}, &Placed::along);
    const auto frame = frame_of(*slices, normal, limits);
    if (!frame)
        return tl::unexpected(frame.error());
    const bool is_hounsfield = slices->front().slice.is_hounsfield;
    const bool is_lossy =
        std::ranges::any_of(*slices, [](const Placed& placed) { return placed.slice.is_lossy; });
    return read_pixels(files, *slices, size->voxels()).map([&](std::vector<float>&& values) {
        return Scan{{*size, *frame, std::move(values)}, is_hounsfield, is_lossy};
    });
}

} // namespace filiform::imaging
