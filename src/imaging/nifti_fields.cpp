// SPDX-License-Identifier: Apache-2.0
#include "imaging/nifti_fields.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/expects.h"

namespace filiform::imaging {

namespace {

/// Numbers at byte offsets of a header.
struct FieldReader {
    std::span<const std::byte> bytes;
    std::endian order;

    template <class Stored>
    [[nodiscard]] Stored at(std::size_t offset) const {
        std::array<std::byte, sizeof(Stored)> raw;
        std::memcpy(raw.data(), bytes.subspan(offset, raw.size()).data(), raw.size());
        if (order != std::endian::native)
            std::ranges::reverse(raw);
        return std::bit_cast<Stored>(raw);
    }
    template <class Stored, class Value, std::size_t count>
    void fill(std::array<Value, count>& out, std::size_t offset) const {
        for (std::size_t i = 0; i < count; ++i)
            out[i] = static_cast<Value>(at<Stored>(offset + i * sizeof(Stored)));
    }
    [[nodiscard]] bool has_text(std::size_t offset, std::string_view text) const {
        return std::memcmp(bytes.data() + offset, text.data(), text.size()) == 0;
    }
};

using namespace std::string_view_literals;

std::optional<NiftiFields> read_version_1(const FieldReader& in) {
    NiftiFields fields;
    fields.is_pair = in.has_text(344, "ni1\0"sv);
    if (!fields.is_pair && !in.has_text(344, "n+1\0"sv))
        return {};
    fields.version = 1;
    in.fill<std::int16_t>(fields.dim, 40);
    fields.datatype = in.at<std::int16_t>(70);
    fields.bitpix = in.at<std::int16_t>(72);
    in.fill<float>(fields.pixdim, 76);
    fields.vox_offset = in.at<float>(108);
    fields.scl_slope = in.at<float>(112);
    fields.scl_inter = in.at<float>(116);
    fields.xyzt_units = in.at<std::uint8_t>(123);
    fields.qform_code = in.at<std::int16_t>(252);
    fields.sform_code = in.at<std::int16_t>(254);
    in.fill<float>(fields.quatern, 256);
    in.fill<float>(fields.qoffset, 268);
    for (std::size_t row = 0; row < 3; ++row)
        in.fill<float>(fields.srow[row], 280 + 16 * row);
    return fields;
}

std::optional<NiftiFields> read_version_2(const FieldReader& in) {
    NiftiFields fields;
    fields.is_pair = in.has_text(4, "ni2\0\r\n\x1a\n"sv);
    if (!fields.is_pair && !in.has_text(4, "n+2\0\r\n\x1a\n"sv))
        return {};
    fields.version = 2;
    fields.datatype = in.at<std::int16_t>(12);
    fields.bitpix = in.at<std::int16_t>(14);
    in.fill<std::int64_t>(fields.dim, 16);
    in.fill<double>(fields.pixdim, 104);
    fields.vox_offset = static_cast<double>(in.at<std::int64_t>(168));
    fields.scl_slope = in.at<double>(176);
    fields.scl_inter = in.at<double>(184);
    fields.qform_code = in.at<std::int32_t>(344);
    fields.sform_code = in.at<std::int32_t>(348);
    in.fill<double>(fields.quatern, 352);
    in.fill<double>(fields.qoffset, 376);
    for (std::size_t row = 0; row < 3; ++row)
        in.fill<double>(fields.srow[row], 400 + 32 * row);
    fields.xyzt_units = in.at<std::int32_t>(500);
    return fields;
}

} // namespace

std::optional<NiftiKind> find_nifti_kind(std::span<const std::byte> first_bytes) {
    if (first_bytes.size() < 4)
        return {};
    for (const std::endian order : {std::endian::little, std::endian::big}) {
        const auto size = FieldReader{first_bytes, order}.at<std::int32_t>(0);
        if (size == nifti1_bytes)
            return NiftiKind{1, order};
        if (size == nifti2_bytes)
            return NiftiKind{2, order};
    }
    return {};
}

std::optional<NiftiFields> read_nifti_fields(std::span<const std::byte> header,
                                             const NiftiKind& kind) {
    base::expects(header.size() == (kind.version == 1 ? nifti1_bytes : nifti2_bytes),
                  "the header is whole");
    const FieldReader in{header, kind.order};
    auto fields = kind.version == 1 ? read_version_1(in) : read_version_2(in);
    if (fields)
        fields->order = kind.order;
    return fields;
}

} // namespace filiform::imaging
