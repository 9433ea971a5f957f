// SPDX-License-Identifier: Apache-2.0
#include "outcomes/instrument.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "knowledge/words.h"

namespace filiform::outcomes {

namespace {

using Meaning = Threshold::Meaning;

constexpr const char* instrument_file = "outcomes/instruments.yaml";

constexpr knowledge::Words<Meaning, 4> meaning_words{
    {{"standard_error", Meaning::StandardError},
     {"detectable_change", Meaning::DetectableChange},
     {"important_change", Meaning::ImportantChange},
     {"recovered", Meaning::Recovered}}};

constexpr const char* lower = "lower_is_better";

Threshold read_threshold(const base::DataNode& node) {
    node.allow_only({"meaning", "value", "percent", "about", "source", "mark"});
    Threshold threshold;
    threshold.meaning = knowledge::value_of(node, "meaning", meaning_words);
    if (node.has("value"))
        threshold.value = node.number("value");
    if (node.has("percent"))
        threshold.percent = node.number("percent");
    threshold.about = node.text("about");
    threshold.source = chart::SourceId(node.text("source"));
    threshold.mark = knowledge::read_mark(node);
    if (chart::find_citation(threshold.source) == nullptr)
        node.complain("outcomes.source",
                      "The source '" + threshold.source.text() + "' is in no register.",
                      "Add it to a file of data/sources.");
    return threshold;
}

void add_thresholds(const base::DataNode& node, Instrument& instrument) {
    if (node.has("thresholds"))
        for (const base::DataNode& row : node.child("thresholds").items())
            instrument.thresholds.push_back(read_threshold(row));
}

/// What data/instruments says of an instrument the record asks itself.
void add_carried(const base::DataNode& node, Instrument& instrument) {
    const std::string path = "instruments/" + instrument.code + ".yaml";
    const auto file = base::find_data_file(path);
    if (!file) {
        node.complain("outcomes.instrument", "There is no data/" + path + ".",
                      "Leave out carried.");
        return;
    }
    const base::DataDocument document(*file, "data/" + path);
    const base::DataNode root = document.root();
    const base::DataNode scoring = root.child("scoring");
    instrument.title = root.text("title");
    instrument.low = scoring.number("low");
    instrument.high = scoring.number("high");
    instrument.is_lower_better = scoring.text("direction") == lower;
    add_thresholds(root, instrument);
    for (const base::Problem& problem : document.problems())
        node.complain(problem.code, base::sentence(problem));
}

std::optional<std::size_t> find_used(const base::DataNode& uses, const char* key, Meaning meaning,
                                     const Instrument& instrument) {
    if (!uses.has(key))
        return std::nullopt;
    const base::DataNode node = uses.child(key);
    node.allow_only({"value", "source"});
    for (std::size_t k = 0; k < instrument.thresholds.size(); ++k) {
        const Threshold& one = instrument.thresholds[k];
        if (one.meaning == meaning && one.value == node.number("value") &&
            one.source.text() == node.text("source"))
            return k;
    }
    node.complain("outcomes.instrument", "No threshold of that value and source is listed.");
    return std::nullopt;
}

Instrument read_one(const base::DataNode& node) {
    node.allow_only({"code", "carried", "forecast", "is_change", "title", "low", "high",
                     "direction", "licence", "thresholds", "uses"});
    Instrument instrument;
    instrument.code = node.text("code");
    instrument.has_forecast = node.flag_or("forecast", false);
    instrument.is_change = node.flag_or("is_change", false);
    if (node.flag_or("carried", false)) {
        add_carried(node, instrument);
    } else {
        instrument.title = node.text("title");
        instrument.low = node.number("low");
        instrument.high = node.number("high");
        instrument.is_lower_better = node.text("direction") == lower;
        (void)node.text("licence");
    }
    add_thresholds(node, instrument);
    const base::DataNode uses = node.child("uses");
    uses.allow_only({"noise", "important", "why"});
    instrument.noise = find_used(uses, "noise", Meaning::DetectableChange, instrument);
    instrument.important = find_used(uses, "important", Meaning::ImportantChange, instrument);
    instrument.why = uses.text("why");
    return instrument;
}

} // namespace

std::string_view text(Meaning meaning) {
    return knowledge::word_of(meaning_words, meaning);
}

std::optional<double> Instrument::noise_points() const {
    return noise ? thresholds[*noise].value : std::nullopt;
}

std::optional<double> Instrument::important_points() const {
    return important ? thresholds[*important].value : std::nullopt;
}

double Instrument::important_percent() const {
    return important ? thresholds[*important].percent.value_or(0) : 0;
}

base::Checked<Instruments> read_instruments(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    document.root().allow_only({"instruments"});
    Instruments all;
    for (const base::DataNode& node : document.root().child("instruments").items())
        all.push_back(read_one(node));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return all;
}

const Instruments& instruments() {
    static const Instruments read = [] {
        auto checked = read_instruments(base::find_data_file(instrument_file).value_or(""),
                                        std::string("data/") + instrument_file);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

const Instrument* find_instrument(std::string_view code) {
    const Instruments& all = instruments();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Instrument& one) { return one.code == code; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace filiform::outcomes
