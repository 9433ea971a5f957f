// SPDX-License-Identifier: Apache-2.0
#include "report/palette.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::report {

namespace {

using base::DataNode;
using chart::Kind;
using chart::Verdict;

constexpr std::array all_kinds{Kind::Skin,   Kind::Fat,    Kind::Muscle,   Kind::Bone,
                               Kind::Nerve,  Kind::Vessel, Kind::Canal,    Kind::Lung,
                               Kind::Pleura, Kind::Kidney, Kind::Bowel,    Kind::Organ,
                               Kind::Cavity, Kind::Metal,  Kind::Artefact, Kind::Unknown};
constexpr std::array all_verdicts{Verdict::Safe, Verdict::Caution, Verdict::Unknown,
                                  Verdict::Refused};

constexpr std::array<std::pair<std::string_view, Hatch>, 8> hatches{{{"none", Hatch::None},
                                                                     {"rising", Hatch::Rising},
                                                                     {"falling", Hatch::Falling},
                                                                     {"crossed", Hatch::Crossed},
                                                                     {"level", Hatch::Level},
                                                                     {"upright", Hatch::Upright},
                                                                     {"grid", Hatch::Grid},
                                                                     {"dots", Hatch::Dots}}};

std::optional<Colour> colour_of(const std::string& word) {
    if (word.size() != 7 || word[0] != '#')
        return std::nullopt;
    unsigned value = 0;
    const char* end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data() + 1, end, value, 16);
    if (error != std::errc{} || stopped != end)
        return std::nullopt;
    const auto part = [&](unsigned shift) { return ((value >> shift) & 0xFFU) / 255.0; };
    return Colour{part(16), part(8), part(0), 1};
}

Colour read_colour(const DataNode& node, std::string_view key) {
    const std::string word = node.text(key);
    const std::optional<Colour> colour = colour_of(word);
    if (!colour && !word.empty())
        node.complain("palette.colour", "\"" + word + "\" is not a colour.",
                      "Write it as \"#rrggbb\".");
    return colour.value_or(Colour{});
}

Hatch read_hatch(const DataNode& node) {
    const std::string word = node.text_or("hatch", "none");
    for (const auto& [name, hatch] : hatches)
        if (name == word)
            return hatch;
    node.complain("palette.hatch", "\"" + word + "\" is not a hatch.",
                  "Use none, rising, falling, crossed, level, upright, grid or dots.");
    return Hatch::None;
}

Swatch read_swatch(const DataNode& node) {
    return {read_colour(node, "fill"), read_colour(node, "line"), read_hatch(node)};
}

} // namespace

base::Checked<Palette> read_palette(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const DataNode root = document.root();
    root.allow_only({"kinds", "verdicts", "target", "ink", "quiet", "rule", "paper", "accent"});
    Palette result;
    const DataNode kinds = root.child("kinds");
    for (const Kind kind : all_kinds) {
        const DataNode node = kinds.child(chart::text(kind));
        node.allow_only({"fill", "line", "hatch"});
        result.kinds[kind] = read_swatch(node);
    }
    const DataNode verdicts = root.child("verdicts");
    for (const Verdict verdict : all_verdicts) {
        const DataNode node = verdicts.child(chart::text(verdict));
        node.allow_only({"fill", "line", "hatch", "symbol", "word", "says"});
        result.verdicts[verdict] = {read_swatch(node), node.text("symbol"), node.text("word"),
                                    node.text("says")};
    }
    result.target = read_swatch(root.child("target"));
    result.ink = read_colour(root, "ink");
    result.quiet = read_colour(root, "quiet");
    result.rule = read_colour(root, "rule");
    result.paper = read_colour(root, "paper");
    result.accent = read_colour(root, "accent");
    if (!document.problems().empty())
        return tl::make_unexpected(document.problems());
    return result;
}

const Palette& palette() {
    static const Palette carried = [] {
        const auto text = base::find_data_file("report/palette.yaml");
        base::expects(text.has_value(), "the program carries report/palette.yaml");
        const base::Checked<Palette> read = read_palette(*text, "data/report/palette.yaml");
        base::expects(read.has_value(), "the palette the program carries is whole");
        return *read;
    }();
    return carried;
}

} // namespace filiform::report
