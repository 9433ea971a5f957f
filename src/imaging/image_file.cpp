// SPDX-License-Identifier: Apache-2.0
#include "imaging/image_file.h"

#include <new>
#include <system_error>

#include "imaging/dicom_elements.h"
#include "imaging/dicom_series.h"
#include "imaging/nifti.h"
#include "imaging/nrrd.h"
#include "imaging/refusal.h"
#include "imaging/stored_image.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t sniffed_bytes = 132; // as far as the DICOM prefix reaches

bool is_gzip(std::span<const std::byte> first_bytes) {
    return first_bytes.size() >= 2 && first_bytes[0] == std::byte{0x1f} &&
           first_bytes[1] == std::byte{0x8b};
}

/// The checked header, whatever the format; the stream then stands at the first voxel.
base::Result<StoredImage> read_header(ByteStream& stream, std::string_view name,
                                      const ReadLimits& limits) {
    const auto first_bytes = stream.peek(sniffed_bytes);
    if (first_bytes.empty())
        return refuse(
            {"truncated", name, "", "The file is empty.", "Copy the file again from its source."});
    if (is_gzip(first_bytes))
        stream.unpack_rest();
    else if (looks_like_nrrd(first_bytes))
        return read_nrrd_header(stream, name, limits);
    else if (looks_like_dicom(first_bytes))
        return refuse({"series", name, "", "This is one file of a DICOM series.",
                       "Give the folder that holds the whole series; a label map as NIfTI."});
    return read_nifti_header(stream, name, limits);
}

/// Runs a reader; memory that runs out under it is a refusal of the image, not a crash.
template <class Work>
auto within_memory(const std::string& name, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return refuse({"too_large", name, "", "The memory does not hold this image.",
                       "Crop or resample it, or use a larger machine."});
    }
}

base::Result<Scan> scan_from(ByteStream stream, std::string_view name, const ReadLimits& limits) {
    const auto header = read_header(stream, name, limits);
    if (!header)
        return tl::unexpected(header.error());
    return decode_scan(stream, *header);
}

base::Result<LabelMap> labels_from(ByteStream stream, std::string_view name,
                                   const ReadLimits& limits) {
    const auto header = read_header(stream, name, limits);
    if (!header)
        return tl::unexpected(header.error());
    return decode_labels(stream, *header);
}

} // namespace

base::Result<Scan> load_scan(const std::filesystem::path& path, const ReadLimits& limits) {
    return within_memory(path.string(), [&]() -> base::Result<Scan> {
        if (std::error_code ignored; std::filesystem::is_directory(path, ignored))
            return find_dicom_files(path).and_then([&](const std::vector<DicomFile>& files) {
                return read_dicom_series(files, limits);
            });
        return ByteStream::of_file(path).and_then([&](ByteStream&& stream) {
            return scan_from(std::move(stream), path.string(), limits);
        });
    });
}

base::Result<LabelMap> load_labels(const std::filesystem::path& path, const ReadLimits& limits) {
    return within_memory(path.string(), [&]() -> base::Result<LabelMap> {
        if (std::error_code ignored; std::filesystem::is_directory(path, ignored))
            return load_mask_folder(path, limits);
        return ByteStream::of_file(path).and_then([&](ByteStream&& stream) {
            return labels_from(std::move(stream), path.string(), limits);
        });
    });
}

base::Result<Scan> read_scan(std::span<const std::byte> bytes, std::string_view name,
                             const ReadLimits& limits) {
    return within_memory(std::string(name),
                         [&] { return scan_from(ByteStream::of_memory(bytes), name, limits); });
}

base::Result<LabelMap> read_labels(std::span<const std::byte> bytes, std::string_view name,
                                   const ReadLimits& limits) {
    return within_memory(std::string(name),
                         [&] { return labels_from(ByteStream::of_memory(bytes), name, limits); });
}

} // namespace filiform::imaging
