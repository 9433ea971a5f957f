// SPDX-License-Identifier: Apache-2.0
#include "quality/published.h"

#include <algorithm>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::quality {

namespace {

using record::AdverseEvent;

template <class Enum>
std::optional<Enum> word_in(const std::string& word) {
    const auto all = words(Enum{});
    const auto found = std::find(all.begin(), all.end(), word);
    return found == all.end() ? std::nullopt
                              : std::optional(static_cast<Enum>(found - all.begin()));
}

Selection read_selection(const base::DataNode& node) {
    node.allow_only({"types", "grade"});
    Selection selection;
    if (node.has("types") == node.has("grade"))
        node.complain("data.value", "Either types or a grade is counted.");
    for (const std::string& word : node.texts_or_none("types")) {
        const auto type = word_in<AdverseEvent::Type>(word);
        if (type)
            selection.types |= 1U << static_cast<unsigned>(*type);
        else
            node.complain("data.value", "'" + word + "' is no type of adverse event.");
    }
    if (node.has("grade")) {
        const auto grade = word_in<AdverseEvent::Grade>(node.text("grade"));
        if (grade)
            selection.least = *grade;
        else
            node.complain("data.value", "This is no grade.",
                          "mild_or_none, moderate, major or serious.");
    }
    return selection;
}

void read_counted(const base::DataNode& node, PublishedRate& rate) {
    if (node.has("events")) {
        const Count count{node.integer("events"), node.integer("of")};
        if (count.of < 1 || count.events < 0 || count.events > count.of) {
            node.complain("data.value", "There are more events than were counted in, or none was.");
            return;
        }
        rate.count = count;
        rate.share = static_cast<double>(count.events) / static_cast<double>(count.of);
        rate.interval = exact_interval(count);
        return;
    }
    rate.share = node.number("share");
    rate.interval = {node.number("low"), node.number("high")};
    if (!(rate.interval.low >= 0 && rate.interval.low < rate.share &&
          rate.share < rate.interval.high && rate.interval.high <= 1))
        node.complain("data.value", "A share lies between its low and its high, within 0 and 1.");
}

PublishedRate read_rate(const base::DataNode& node) {
    node.allow_only({"id", "what", "counts", "per", "events", "of", "share", "low", "high",
                     "is_derived", "is_charted", "definition", "population", "differs", "source",
                     "mark"});
    PublishedRate rate;
    rate.id = node.text("id");
    rate.what = node.text("what");
    rate.selection = read_selection(node.child("counts"));
    const std::string per = node.text("per");
    if (per != "treatment" && per != "patient")
        node.complain("data.value", "What it is per is not known.", "treatment or patient.");
    rate.per = per == "patient" ? PublishedRate::Per::Patient : PublishedRate::Per::Treatment;
    read_counted(node, rate);
    rate.is_derived = node.flag_or("is_derived", false);
    rate.is_charted = node.flag_or("is_charted", false);
    rate.definition = node.text("definition");
    rate.population = node.text("population");
    rate.differs = node.text("differs");
    rate.source = node.text("source");
    rate.mark = node.text("mark");
    return rate;
}

} // namespace

base::Checked<PublishedRates> read_published_rates(std::string_view yaml, const std::string& name) {
    const base::DataDocument document(yaml, name);
    const base::DataNode root = document.root();
    root.allow_only({"rates", "risks"});
    PublishedRates all;
    for (const base::DataNode& node : root.child("rates").items())
        all.rates.push_back(read_rate(node));
    for (const base::DataNode& node : root.child("risks").items()) {
        node.allow_only({"id", "what", "share", "source", "mark"});
        const double share = node.number("share");
        if (!(share > 0 && share < 1))
            node.complain("data.value", "A risk lies between 0 and 1.");
        const std::string id = node.text("id");
        if (id == "fainting_first")
            all.fainting_first = share;
        else if (id == "fainting_later")
            all.fainting_later = share;
        else
            node.complain("data.value", "Nothing is adjusted by this risk.");
    }
    if (document.problems().empty() && !(all.fainting_first > 0 && all.fainting_later > 0))
        root.complain("data.missing", "The risks of fainting are missing.");
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return all;
}

base::Checked<PublishedRates> carried_published_rates() {
    constexpr const char* path = "quality/published_rates.yaml";
    const auto text = base::find_data_file(path);
    base::expects(text.has_value(), "the program carries published rates");
    return read_published_rates(*text, path);
}

Comparison compare(Count clinic, const PublishedRate& published) {
    return published.count ? compare_rates(clinic, *published.count)
                           : compare_with_share(clinic, published.share, published.interval);
}

} // namespace filiform::quality
