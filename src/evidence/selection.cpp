// SPDX-License-Identifier: Apache-2.0
#include "evidence/selection.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/spelling.h"

namespace filiform::evidence {

namespace {

std::string folded(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return text;
}

std::string listed(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "'" : ", '") + word + "'";
    return text;
}

bool is_change(const TrialRow& row) {
    const std::string scores = folded(row.text("scores"));
    return scores.empty() ? folded(row.text("outcome")).find("change") != std::string::npos
                          : scores == "change";
}

/// The outcome without what says whether it is a change.
std::string construct_of(const TrialRow& row) {
    if (!row.text("construct").empty())
        return folded(row.text("construct"));
    std::string outcome = folded(row.text("outcome"));
    for (const char* words : {" change from baseline", " level"})
        if (const std::size_t at = outcome.find(words); at != std::string::npos)
            outcome.erase(at, std::string(words).size());
    return outcome;
}

std::optional<base::Problem> check_where(const TrialTable& table, const Choice& choice) {
    for (const auto& [written, value] : choice.where) {
        const std::string column = column_name(written);
        if (!table.has_column(column)) {
            const std::string near = base::nearest_name(table.columns, column);
            return base::Problem{"evidence.where", written + "=" + value,
                                 "The table has no column '" + written + "'.",
                                 near.empty() ? "Name one of its columns."
                                              : "Did you mean " + near + "?"};
        }
        std::set<std::string> values;
        for (const TrialRow& row : table.rows)
            values.insert(row.text(column));
        const std::string asked = folded(value);
        const bool is_there =
            std::any_of(values.begin(), values.end(),
                        [&](const std::string& one) { return folded(one) == asked; });
        if (!is_there)
            return base::Problem{"evidence.where", written + "=" + value,
                                 "No row has '" + value + "' there.",
                                 "There are: " + listed(values) + "."};
    }
    return std::nullopt;
}

bool is_asked_for(const TrialRow& row, const Choice& choice) {
    if (choice.is_chosen_by_id &&
        std::find(choice.ids.begin(), choice.ids.end(), row.text("id")) == choice.ids.end())
        return false;
    return std::all_of(choice.where.begin(), choice.where.end(), [&](const auto& wanted) {
        return folded(row.text(column_name(wanted.first))) == folded(wanted.second);
    });
}

/// Looks at the rows that are left together.
class OneQuestion {
  public:
    OneQuestion(Selection& selection, const Choice& choice)
        : selection_(selection), choice_(choice) {}

    void judge() {
        std::set<std::string> outcomes;
        std::set<std::string> units;
        std::set<std::string> comparators;
        std::set<std::string> weeks;
        std::set<std::string> recalled;
        bool has_change = false;
        bool has_final = false;
        for (const StudyEffect& study : selection_.studies) {
            const TrialRow& row = *study.row;
            outcomes.insert(construct_of(row));
            units.insert(folded(row.text("unit")));
            comparators.insert(row.text("comparator"));
            weeks.insert(row.text("followup_weeks"));
            (is_change(row) ? has_change : has_final) = true;
            if (folded(row.text("status")) == "recalled")
                recalled.insert(study.label);
        }
        if (outcomes.size() > 1)
            refuse("outcome", "The rows measure different things: " + listed(outcomes) +
                                  ". Choose one with --where outcome=…");
        if (units.size() > 1 && choice_.measure == Measure::MeanDifference)
            refuse("unit", "A mean difference needs one unit, and there are " + listed(units) +
                               ". Choose one with --where unit=…, or pool --measure smd");
        if (has_change && has_final && choice_.measure == Measure::StandardisedDifference)
            refuse("scores", "Changes and final scores have different standard deviations: a "
                             "standardised difference must not mix them. Choose with --where");
        judge_trials();
        if (comparators.size() > 1)
            remark("The comparators differ: " + listed(comparators) + ".");
        if (weeks.size() > 1)
            remark("The follow-ups differ (weeks): " + listed(weeks) + ".");
        if (has_change && has_final && choice_.measure == Measure::MeanDifference)
            remark("Changes and final scores are pooled together, as a mean difference may.");
        if (!recalled.empty())
            remark("Unverified figures (recalled) are among them: " + listed(recalled) + ".");
    }

  private:
    void refuse(const std::string& what, const std::string& why) {
        const auto& together = choice_.together;
        if (std::find(together.begin(), together.end(), what) == together.end())
            selection_.refusals.push_back(why + "; if they belong together, say --together " +
                                          what + ".");
        else
            remark(why.substr(0, why.find(". Choose")) + " (pooled together as asked).");
    }
    void remark(std::string what) { selection_.remarks.push_back(std::move(what)); }

    /// Rows of one trial are not independent of each other.
    void judge_trials() {
        std::map<std::string, std::vector<const StudyEffect*>> trials;
        for (const StudyEffect& study : selection_.studies) {
            std::string key;
            for (const char* column : {"trial", "first_author", "year"})
                key += folded(study.row->text(column)) + "\n";
            trials[key == "\n\n\n" ? std::to_string(study.row->line) : key].push_back(&study);
        }
        for (const auto& [key, rows] : trials)
            if (rows.size() > 1) {
                std::string lines;
                for (const StudyEffect* one : rows)
                    lines += (lines.empty() ? "" : ", ") + std::to_string(one->row->line);
                refuse("trial", "Several rows are of one trial, " + rows.front()->row->label() +
                                    " (lines " + lines +
                                    "): its patients would count more than once. Choose one with "
                                    "--where");
            }
    }

    Selection& selection_;
    const Choice& choice_;
};

void make_labels_distinct(std::vector<StudyEffect>& studies) {
    std::map<std::string, int> seen;
    for (const StudyEffect& study : studies)
        ++seen[study.label];
    for (StudyEffect& study : studies)
        if (seen[study.label] > 1) {
            const std::string id = study.row->text("id");
            study.label +=
                " (" + (id.empty() ? "line " + std::to_string(study.row->line) : id) + ")";
        }
}

} // namespace

std::string_view name_of(Measure measure) {
    switch (measure) {
    case Measure::MeanDifference:
        return "mean difference";
    case Measure::StandardisedDifference:
        return "standardised mean difference (Hedges' g)";
    case Measure::OddsRatio:
        return "odds ratio";
    case Measure::RiskRatio:
        return "risk ratio";
    case Measure::RiskDifference:
        return "risk difference";
    case Measure::Proportion:
        return "proportion (logit)";
    case Measure::FreemanTukey:
        return "proportion (Freeman–Tukey double arcsine)";
    case Measure::Generic:
        return "effect as given";
    }
    return "";
}

bool is_ratio(Measure measure) {
    return measure == Measure::OddsRatio || measure == Measure::RiskRatio;
}

bool is_proportion(Measure measure) {
    return measure == Measure::Proportion || measure == Measure::FreemanTukey;
}

std::optional<Measure> likely_measure(const TrialTable& table) {
    std::set<Measure> fitting;
    for (const TrialRow& row : table.rows) {
        if (row.has({"events1", "n1", "events2", "n2"}))
            fitting.insert(Measure::RiskRatio);
        if (row.has({"mean1", "mean2"}))
            fitting.insert(Measure::MeanDifference);
        if (row.has({"events", "n"}))
            fitting.insert(Measure::Proportion);
        if (row.number("effect") &&
            (row.number("variance") || row.number("se") || row.number("low")))
            fitting.insert(Measure::Generic);
    }
    if (fitting.size() == 2 && fitting.contains(Measure::Generic) &&
        !table.has_column("outcome")) // escalc adds yi and vi to what they were made of
        return Measure::Generic;
    return fitting.size() == 1 ? std::optional(*fitting.begin()) : std::nullopt;
}

base::Result<Selection> select_studies(const TrialTable& table, const Choice& choice) {
    if (const auto problem = check_where(table, choice))
        return tl::unexpected(*problem);
    Selection selection;
    for (const TrialRow& row : table.rows) {
        if (!is_asked_for(row, choice))
            continue;
        if (const auto mark = mark_against(row)) {
            selection.left_out.push_back({&row, row.label(), *mark});
            continue;
        }
        Weighed weighed = weigh(row, choice);
        if (weighed.study)
            selection.studies.push_back(std::move(*weighed.study));
        else
            selection.left_out.push_back({&row, row.label(), weighed.why_not});
    }
    OneQuestion(selection, choice).judge();
    make_labels_distinct(selection.studies);
    return selection;
}

} // namespace filiform::evidence
