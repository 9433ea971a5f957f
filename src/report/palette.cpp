// SPDX-License-Identifier: Apache-2.0
#include "report/palette.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

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

Palette carried_palette(const std::string& path) {
    const auto text = base::find_data_file(path);
    base::expects(text.has_value(), "the program carries its palettes");
    const base::Checked<Palette> read = read_palette(*text, "data/" + path);
    base::expects(read.has_value(), "the palettes the program carries are whole");
    return *read;
}

/// A colour on paper and what stands for it on a dark page.
struct Exchange {
    Colour light;
    Colour dark;
};

std::vector<Exchange> find_exchanges() {
    const Palette& light = palette();
    const Palette& dark = dark_palette();
    std::vector<Exchange> all{{{1, 1, 1, 1}, dark.paper},
                              {light.ink, dark.ink},
                              {light.quiet, dark.quiet},
                              {light.rule, dark.rule},
                              {light.paper, dark.paper},
                              {light.accent, dark.accent},
                              {light.target.fill, dark.target.fill},
                              {light.target.line, dark.target.line}};
    const auto add = [&](const Swatch& from, const Swatch& to) {
        all.push_back({from.fill, to.fill});
        all.push_back({from.line, to.line});
    };
    for (const auto& [kind, swatch] : light.kinds)
        add(swatch, dark.kinds.at(kind));
    for (const auto& [verdict, swatch] : light.verdicts)
        add(swatch.swatch, dark.verdicts.at(verdict).swatch);
    return all;
}

struct Darkening {
    const std::vector<Exchange>& exchanges;

    void exchange(Colour& colour) const {
        for (const Exchange& one : exchanges)
            if (with_opacity(colour, 1) == one.light) {
                colour = with_opacity(one.dark, colour.opacity);
                return;
            }
    }
    void operator()(FillMark& mark) const { exchange(mark.colour); }
    void operator()(HatchMark& mark) const { exchange(mark.colour); }
    void operator()(StrokeMark& mark) const { exchange(mark.stroke.colour); }
    void operator()(TextMark& mark) const {
        exchange(mark.style.colour);
        exchange(mark.halo);
    }
    void operator()(PictureMark&) const {}
    void operator()(ClipBegin&) const {}
    void operator()(ClipEnd&) const {}
};

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
    static const Palette carried = carried_palette("report/palette.yaml");
    return carried;
}

const Palette& dark_palette() {
    static const Palette carried = carried_palette("report/palette-dark.yaml");
    return carried;
}

std::string hex(const Colour& colour) {
    std::array<char, 8> text{};
    const auto part = [](double share) { return static_cast<unsigned>(std::lround(255 * share)); };
    std::snprintf(text.data(), text.size(), "#%02x%02x%02x", part(colour.red), part(colour.green),
                  part(colour.blue));
    return text.data();
}

Drawing on_dark(Drawing drawing) {
    static const std::vector<Exchange> exchanges = find_exchanges();
    const Darkening darkening{exchanges};
    for (Mark& mark : drawing.marks)
        std::visit(darkening, mark);
    return drawing;
}

} // namespace filiform::report
