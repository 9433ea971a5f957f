// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_elements.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

using ByteView = std::span<const std::byte>;

constexpr std::size_t preamble_bytes = 128;
constexpr std::size_t prefix_bytes = preamble_bytes + 4;
constexpr std::uint32_t undefined_length = 0xFFFF'FFFF;
constexpr std::uint32_t item = 0xFFFE'E000;
constexpr std::uint32_t item_end = 0xFFFE'E00D;
constexpr std::uint32_t sequence_end = 0xFFFE'E0DD;
constexpr int most_depth = 16;

enum class Syntax { Explicit, Implicit };

template <class Stored>
Stored number_at(ByteView bytes, std::size_t at) {
    Stored value = 0;
    for (std::size_t i = sizeof(Stored); i-- > 0;)
        value = static_cast<Stored>(static_cast<std::uint64_t>(value) << 8 |
                                    std::to_integer<std::uint64_t>(bytes[at + i]));
    return value;
}

struct Element {
    std::uint32_t tag = 0;
    std::uint32_t length = 0;
    std::array<char, 2> vr{}; ///< empty in implicit syntax
    ByteView rest;            ///< from the value on
};

/// These carry a 32-bit length in explicit syntax, the others a 16-bit one.
bool has_long_length(std::string_view vr) {
    constexpr std::array<std::string_view, 13> long_forms{"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                          "SV", "UC", "UN", "UR", "UT", "UV"};
    return std::ranges::find(long_forms, vr) != long_forms.end();
}

bool is_delimiter(std::uint32_t tag) {
    return tag >> 16 == 0xFFFE;
}

/// Tag, representation and length at the front of `bytes`; nothing when they do not fit.
std::optional<Element> element_at(ByteView bytes, Syntax syntax) {
    if (bytes.size() < 8)
        return {};
    Element element;
    element.tag = static_cast<std::uint32_t>(number_at<std::uint16_t>(bytes, 0)) << 16 |
                  number_at<std::uint16_t>(bytes, 2);
    std::size_t header = 8;
    if (syntax == Syntax::Implicit || is_delimiter(element.tag)) {
        element.length = number_at<std::uint32_t>(bytes, 4);
    } else {
        std::memcpy(element.vr.data(), bytes.data() + 4, 2);
        const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (!std::ranges::all_of(element.vr, is_capital))
            return {};
        if (has_long_length({element.vr.data(), 2})) {
            if (bytes.size() < 12)
                return {};
            element.length = number_at<std::uint32_t>(bytes, 8);
            header = 12;
        } else {
            element.length = number_at<std::uint16_t>(bytes, 6);
        }
    }
    element.rest = bytes.subspan(header);
    if (element.length != undefined_length && element.length > element.rest.size())
        return {};
    return element;
}

std::optional<ByteView> behind_items(ByteView bytes, Syntax syntax, int depth);

/// What follows the element's value; nothing when the value does not end within the bytes.
std::optional<ByteView> behind(const Element& element, Syntax syntax, int depth) {
    if (element.length != undefined_length)
        return element.rest.subspan(element.length);
    // A sequence of unknown representation is written in implicit syntax (PS3.5, 6.2.2).
    const bool is_unknown = element.vr == std::array<char, 2>{'U', 'N'};
    return behind_items(element.rest, is_unknown ? Syntax::Implicit : syntax, depth + 1);
}

/// Behind the end mark of an item's elements.
std::optional<ByteView> behind_item(ByteView bytes, Syntax syntax, int depth) {
    while (true) {
        const auto element = element_at(bytes, syntax);
        if (!element)
            return {};
        if (element->tag == item_end)
            return element->rest;
        if (is_delimiter(element->tag))
            return {};
        const auto next = behind(*element, syntax, depth);
        if (!next)
            return {};
        bytes = *next;
    }
}

/// Behind the end mark of a sequence's items.
std::optional<ByteView> behind_items(ByteView bytes, Syntax syntax, int depth) {
    if (depth > most_depth)
        return {};
    while (true) {
        const auto mark = element_at(bytes, syntax);
        if (!mark)
            return {};
        if (mark->tag == sequence_end)
            return mark->rest;
        if (mark->tag != item)
            return {};
        const auto next = mark->length == undefined_length
                              ? behind_item(mark->rest, syntax, depth)
                              : std::optional(mark->rest.subspan(mark->length));
        if (!next)
            return {};
        bytes = *next;
    }
}

std::string trimmed_text(ByteView bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::string_view padding(" \0", 2);
    const auto first = text.find_first_not_of(padding);
    if (first == text.npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(padding) - first + 1));
}

/// Reads elements into `values` until `stop` says that the group of the next is not wanted.
template <class Stop>
base::Result<ByteView> walk(ByteView bytes, const DicomSyntax& written, std::string_view file,
                            DicomElements::Values& values, const Stop& stop) {
    const Syntax syntax = written.is_implicit ? Syntax::Implicit : Syntax::Explicit;
    const std::size_t whole = bytes.size();
    while (!bytes.empty()) {
        if (bytes.size() >= 2 && stop(number_at<std::uint16_t>(bytes, 0)))
            return bytes;
        const auto place = "byte " + std::to_string(whole - bytes.size()) + " of the elements";
        const auto element = element_at(bytes, syntax);
        if (!element)
            return refuse({"truncated", file, place,
                           "An element is damaged or longer than the file.",
                           "Copy the file again from its source."});
        const auto next = behind(*element, syntax, 0);
        const bool is_pixel_data = element->tag == static_cast<std::uint32_t>(Tag::PixelData);
        const bool is_packed = element->length == undefined_length;
        if (!next || is_delimiter(element->tag) ||
            (is_pixel_data && is_packed != (written.packing != PixelPacking::None)))
            return refuse({"format", file, place,
                           is_pixel_data ? "The pixels are not written as the transfer syntax says."
                                         : "A sequence does not end, or ends twice.",
                           "Export the series again."});
        const auto value = element->rest.first(element->rest.size() - next->size());
        if (!values.emplace(element->tag, value).second)
            return refuse(
                {"format", file, place, "An element occurs twice.", "Export the series again."});
        bytes = *next;
        if (is_pixel_data)
            break;
    }
    return bytes;
}

} // namespace

std::string name_of(Tag tag) {
    constexpr std::array<std::pair<Tag, std::string_view>, 22> names{
        {{Tag::TransferSyntax, "TransferSyntaxUID"},
         {Tag::SopClass, "SOPClassUID"},
         {Tag::Modality, "Modality"},
         {Tag::SeriesUid, "SeriesInstanceUID"},
         {Tag::ImagePosition, "ImagePositionPatient"},
         {Tag::ImageOrientation, "ImageOrientationPatient"},
         {Tag::FrameOfReferenceUid, "FrameOfReferenceUID"},
         {Tag::SamplesPerPixel, "SamplesPerPixel"},
         {Tag::Photometric, "PhotometricInterpretation"},
         {Tag::NumberOfFrames, "NumberOfFrames"},
         {Tag::Rows, "Rows"},
         {Tag::Columns, "Columns"},
         {Tag::PixelSpacing, "PixelSpacing"},
         {Tag::BitsAllocated, "BitsAllocated"},
         {Tag::BitsStored, "BitsStored"},
         {Tag::HighBit, "HighBit"},
         {Tag::PixelRepresentation, "PixelRepresentation"},
         {Tag::RescaleIntercept, "RescaleIntercept"},
         {Tag::RescaleSlope, "RescaleSlope"},
         {Tag::RescaleType, "RescaleType"},
         {Tag::LossyCompression, "LossyImageCompression"},
         {Tag::PixelData, "PixelData"}}};
    const auto known = std::ranges::find(names, tag, &std::pair<Tag, std::string_view>::first);
    return known == names.end() ? std::string("unknown") : std::string(known->second);
}

ByteView DicomElements::bytes(Tag tag) const {
    const auto found = values_.find(static_cast<std::uint32_t>(tag));
    return found == values_.end() ? ByteView{} : found->second;
}

std::string DicomElements::text(Tag tag) const {
    return trimmed_text(bytes(tag));
}

base::Result<int> DicomElements::whole(Tag tag) const {
    const auto value = bytes(tag);
    if (value.size() == 2)
        return number_at<std::uint16_t>(value, 0);
    return refuse({"format", file_, name_of(tag), "The value is missing or no 16-bit number.",
                   "Export the series again."});
}

base::Result<std::vector<double>> DicomElements::decimals(Tag tag, std::size_t count) const {
    std::vector<double> numbers;
    const std::string all = text(tag);
    std::string_view rest = all;
    bool is_good = !rest.empty();
    while (is_good && !rest.empty()) {
        const std::size_t end = std::min(rest.find('\\'), rest.size());
        std::string_view word = rest.substr(0, end);
        while (word.starts_with(' ') || word.starts_with('+'))
            word.remove_prefix(1);
        while (word.ends_with(' '))
            word.remove_suffix(1);
        double number = 0;
        const auto parsed = std::from_chars(word.data(), word.data() + word.size(), number);
        is_good = parsed.ec == std::errc{} && parsed.ptr == word.data() + word.size() &&
                  std::isfinite(number) && numbers.size() < count;
        numbers.push_back(number);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (is_good && numbers.size() == count)
        return numbers;
    return refuse({"format", file_, name_of(tag),
                   "The value is missing or not " + std::to_string(count) + " finite numbers.",
                   "Export the series again with its geometry."});
}

bool looks_like_dicom(ByteView first_bytes) {
    return first_bytes.size() >= prefix_bytes &&
           std::memcmp(first_bytes.data() + preamble_bytes, "DICM", 4) == 0;
}

base::Result<DicomElements> read_dicom_elements(ByteView bytes, std::string_view file) {
    if (!looks_like_dicom(bytes))
        return refuse({"format", file, "preamble", "This is not a DICOM file.",
                       "Take it out of the folder, or export the series again."});
    DicomElements::Values values;
    DicomSyntax syntax; // the meta group is always explicit
    const auto is_past_meta = [](std::uint16_t group) { return group != 0x0002; };
    const auto data = walk(bytes.subspan(prefix_bytes), syntax, file, values, is_past_meta);
    if (!data)
        return tl::unexpected(data.error());
    const auto uid = DicomElements(values, syntax, file).text(Tag::TransferSyntax);
    if (auto found = find_dicom_syntax(uid, file))
        syntax = *found;
    else
        return tl::unexpected(found.error());
    const auto never = [](std::uint16_t) { return false; };
    if (auto rest = walk(*data, syntax, file, values, never); !rest)
        return tl::unexpected(rest.error());
    return DicomElements(std::move(values), syntax, file);
}

} // namespace filiform::imaging
