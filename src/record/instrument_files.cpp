// SPDX-License-Identifier: Apache-2.0
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "record/choice.h"
#include "record/instrument_score.h"
#include "record/noun.h"

namespace filiform::record {

namespace {

Number number_of(const base::DataNode& node, const char* key) {
    return node.has(key) ? Number(node.number(key)) : std::nullopt;
}

Flag flag_of(const base::DataNode& node, const char* key) {
    return node.has(key) ? Flag(node.flag(key)) : std::nullopt;
}

template <class Enum>
std::optional<Enum> word_in(const base::DataNode& node, const char* key) {
    const std::string word = node.text(key);
    const auto value = find_choice<Enum>(word);
    if (!value)
        node.complain("instrument.word", "\"" + word + "\" is not known here.");
    return value;
}

Instrument::Item item_of(const base::DataNode& node) {
    node.allow_only(
        {"link_id", "text", "type", "options", "low", "high", "is_required", "is_scored"});
    Instrument::Item item;
    item.link_id = node.text("link_id");
    item.text = node.text("text");
    item.type = word_in<Instrument::ItemType>(node, "type");
    if (node.has("options"))
        for (const base::DataNode& option : node.child("options").items()) {
            option.allow_only({"code", "text", "points"});
            item.options.push_back(
                {option.text("code"), option.text("text"), number_of(option, "points")});
        }
    item.low = number_of(node, "low");
    item.high = number_of(node, "high");
    item.is_required = flag_of(node, "is_required");
    item.is_scored = flag_of(node, "is_scored");
    return item;
}

Instrument::Scoring scoring_of(const base::DataNode& node) {
    node.allow_only({"method", "least_answered", "factor", "low", "high", "direction"});
    Instrument::Scoring scoring;
    scoring.method = word_in<Instrument::Method>(node, "method");
    if (node.has("least_answered"))
        scoring.least_answered = node.integer("least_answered");
    scoring.factor = number_of(node, "factor");
    scoring.low = number_of(node, "low");
    scoring.high = number_of(node, "high");
    if (node.has("direction"))
        scoring.direction = word_in<Instrument::Direction>(node, "direction");
    return scoring;
}

Instrument::Threshold threshold_of(const base::DataNode& node) {
    node.allow_only({"meaning", "value", "percent", "about", "source", "mark"});
    Instrument::Threshold threshold;
    threshold.meaning = word_in<Instrument::Threshold::Meaning>(node, "meaning");
    threshold.value = number_of(node, "value");
    threshold.percent = number_of(node, "percent");
    threshold.about = node.text("about");
    threshold.source = node.text("source");
    threshold.mark = node.text("mark");
    return threshold;
}

Instrument instrument_of(const base::DataNode& root) {
    root.allow_only({"code", "title", "version", "language", "licence", "about", "scoring", "items",
                     "thresholds"});
    Instrument instrument;
    instrument.code = root.text("code");
    instrument.title = root.text("title");
    instrument.version = root.text("version");
    instrument.language = root.text("language");
    instrument.licence = root.text("licence");
    instrument.about = root.text("about");
    for (const base::DataNode& node : root.child("items").items())
        instrument.items.push_back(item_of(node));
    instrument.scoring = scoring_of(root.child("scoring"));
    for (const base::DataNode& node : root.child("thresholds").items())
        instrument.thresholds.push_back(threshold_of(node));
    instrument.is_active = true;
    return instrument;
}

} // namespace

base::Checked<Instrument> read_instrument(std::string_view text, std::string name) {
    const base::DataDocument document(text, name);
    const Instrument instrument = instrument_of(document.root());
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    const auto again = read_noun(Kind::Instrument, write_noun(instrument), name);
    if (!again)
        return tl::unexpected(again.error());
    base::Problems problems = contradictions(instrument);
    for (base::Problem& problem : problems)
        problem.where = name + problem.where;
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return instrument;
}

const std::vector<Instrument>& carried_instruments() {
    static const std::vector<Instrument> all = [] {
        std::vector<Instrument> read;
        for (const base::DataFile& file : base::data_files()) {
            if (!file.path.starts_with("instruments/"))
                continue;
            auto instrument = read_instrument(file.text, std::string(file.path));
            base::expects(instrument.has_value(), "the instruments it carries can be read");
            read.push_back(std::move(*instrument));
        }
        return read;
    }();
    return all;
}

} // namespace filiform::record
