// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstring>

#include "imaging/nrrd.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

constexpr std::string_view magic = "NRRD000";
constexpr std::size_t most_text_bytes = std::size_t{1024} * 1024;
constexpr std::int32_t most_segments = 65'536;
constexpr std::size_t most_name_bytes = 256;

enum class LineEnd { Found, FileEnds, TooLong };

struct Line {
    std::string text;
    LineEnd end = LineEnd::FileEnds;
};

Line next_line(ByteStream& stream, std::size_t most_bytes) {
    Line line;
    std::byte next{};
    while (stream.read(std::span(&next, 1)) == 1) {
        const char letter = static_cast<char>(next);
        if (letter == '\n') {
            if (line.text.ends_with('\r'))
                line.text.pop_back();
            line.end = LineEnd::Found;
            return line;
        }
        line.text += letter;
        if (line.text.size() > most_bytes) {
            line.end = LineEnd::TooLong;
            return line;
        }
    }
    return line;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// `\n` and `\\` are how the format spells a line break and a backslash inside a value.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            plain += text[++i] == 'n' ? ' ' : text[i];
        else
            plain += text[i];
    }
    return plain;
}

/// False when the line is neither a comment nor a field nor a pair, or says a field twice.
bool take_line(const std::string& line, NrrdText& text) {
    if (line.starts_with('#'))
        return true;
    const std::size_t pair = line.find(":=");
    const std::size_t field = line.find(": ");
    if (pair != line.npos && pair < field) {
        return text.pairs.emplace(line.substr(0, pair), unescaped(line.substr(pair + 2))).second;
    }
    if (field == line.npos)
        return line.ends_with(':');
    return text.fields.emplace(line.substr(0, field), trimmed(line.substr(field + 2))).second;
}

tl::unexpected<base::Problem> bad_table(std::string_view file, const std::string& key,
                                        const std::string& what) {
    return refuse({"label_table", file, key, what,
                   "Export the segmentation again, with a name and a value per segment."});
}

bool is_good_name(std::string_view name) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    return !name.empty() && name.size() <= most_name_bytes &&
           !std::ranges::any_of(name, is_control);
}

/// N of "SegmentN_LabelValue", or −1.
std::int32_t segment_of(std::string_view key, std::string_view suffix) {
    constexpr std::string_view prefix = "Segment";
    if (!key.starts_with(prefix) || !key.ends_with(suffix))
        return -1;
    const auto digits = key.substr(prefix.size(), key.size() - prefix.size() - suffix.size());
    std::int32_t number = -1;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool is_whole = parsed.ec == std::errc{} && parsed.ptr == digits.data() + digits.size();
    return is_whole && number >= 0 && number < most_segments ? number : -1;
}

} // namespace

bool looks_like_nrrd(std::span<const std::byte> first_bytes) {
    return first_bytes.size() >= magic.size() &&
           std::memcmp(first_bytes.data(), magic.data(), magic.size()) == 0;
}

base::Result<NrrdText> read_nrrd_text(ByteStream& stream, std::string_view file) {
    NrrdText text;
    std::size_t room = most_text_bytes;
    for (std::size_t number = 1;; ++number) {
        const Line line = next_line(stream, room);
        const auto place = "line " + std::to_string(number);
        if (line.end == LineEnd::TooLong)
            return refuse({"format", file, place, "The header is longer than 1 MiB.",
                           "Export the file again."});
        if (line.end == LineEnd::FileEnds)
            return refuse({"truncated", file, place, "The file ends within its header.",
                           "Header and voxels belong in one .nrrd file; export it again."});
        if (line.text.empty())
            return text;
        room -= line.text.size();
        if (number > 1 && !take_line(line.text, text))
            return refuse({"format", file, place,
                           "The line is not a NRRD field, or states one a second time.",
                           "Export the file again."});
    }
}

base::Result<LabelNames> segment_names(const NrrdText& text, std::string_view file) {
    LabelNames names;
    for (const auto& [key, name] : text.pairs) {
        const std::int32_t segment = segment_of(key, "_Name");
        if (segment < 0)
            continue;
        const std::string value_key = "Segment" + std::to_string(segment) + "_LabelValue";
        const auto found = text.pairs.find(value_key);
        if (found == text.pairs.end())
            return bad_table(file, value_key,
                             "Segment " + std::to_string(segment) + " has a name but no value.");
        const std::string value = trimmed(found->second);
        std::int32_t label = 0;
        const char* const end = value.data() + value.size();
        const auto parsed = std::from_chars(value.data(), end, label);
        if (parsed.ec != std::errc{} || parsed.ptr != end)
            return bad_table(file, value_key, "The value is not a whole number of 32 bits.");
        if (!is_good_name(name))
            return bad_table(file, key, "The name is empty, too long or holds control characters.");
        if (!names.emplace(label, name).second)
            return bad_table(file, value_key,
                             "Two segments have the value " + std::to_string(label) + ".");
    }
    return names;
}

} // namespace filiform::imaging
