// SPDX-License-Identifier: Apache-2.0
#include "quality/cohort.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/expects.h"

namespace filiform::quality {

namespace {

using Description = std::vector<std::string>;
using Classes = std::map<Description, std::set<std::uint32_t>>;

const std::string& at_step(const Ladder& ladder, std::size_t step) {
    return ladder[std::min(step, ladder.size() - 1)];
}

Description description_of(const CohortRow& row, const std::vector<std::size_t>& steps) {
    Description all;
    for (std::size_t i = 0; i < row.known.size(); ++i)
        all.push_back(at_step(row.known[i], steps[i]));
    return all;
}

Classes classes_of(const Cohort& cohort, const std::vector<std::size_t>& steps) {
    Classes classes;
    for (const CohortRow& row : cohort.rows)
        classes[description_of(row, steps)].insert(row.person);
    return classes;
}

std::size_t rows_in_small(const Cohort& cohort, const Classes& classes,
                          const std::vector<std::size_t>& steps, std::size_t k) {
    return static_cast<std::size_t>(
        std::count_if(cohort.rows.begin(), cohort.rows.end(), [&](const CohortRow& row) {
            return classes.at(description_of(row, steps)).size() < k;
        }));
}

std::size_t last_step(const Cohort& cohort, std::size_t column) {
    std::size_t last = 0;
    for (const CohortRow& row : cohort.rows)
        last = std::max(last, row.known[column].size() - 1);
    return last;
}

/// The column with the most different values among those that can be made coarser; the number of
/// columns when none can.
std::size_t most_varied(const Cohort& cohort, const std::vector<std::size_t>& steps) {
    std::size_t chosen = cohort.known.size();
    std::size_t most = 0;
    for (std::size_t column = 0; column < cohort.known.size(); ++column) {
        if (steps[column] >= last_step(cohort, column))
            continue;
        std::set<std::string> values;
        for (const CohortRow& row : cohort.rows)
            values.insert(at_step(row.known[column], steps[column]));
        if (values.size() > most) {
            most = values.size();
            chosen = column;
        }
    }
    return chosen;
}

std::string csv_field(const std::string& text) {
    // A spreadsheet takes what begins so for a formula, unless it is a number.
    const bool is_number = text.size() > 1 && text.find_first_not_of("0123456789.", 1) == text.npos;
    const bool is_formula =
        !text.empty() && !is_number && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
    if (!is_formula && text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = is_formula ? "\"'" : "\"";
    for (const char letter : text)
        out += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return out + '"';
}

} // namespace

std::size_t smallest_class(const Cohort& cohort, const std::vector<std::size_t>& steps) {
    base::expects(steps.size() == cohort.known.size(), "there is a step for each column");
    std::size_t smallest = 0;
    for (const auto& [description, persons] : classes_of(cohort, steps))
        smallest = smallest == 0 ? persons.size() : std::min(smallest, persons.size());
    return smallest;
}

Release release(const Cohort& cohort, std::size_t k) {
    base::expects(k >= 2, "k-anonymity begins at two");
    for (const CohortRow& row : cohort.rows) {
        base::expects(row.known.size() == cohort.known.size() &&
                          row.learnt.size() == cohort.learnt.size(),
                      "a row has what the columns say");
        for (const Ladder& ladder : row.known)
            base::expects(!ladder.empty(), "a ladder has a step");
    }
    std::vector<std::size_t> steps(cohort.known.size(), 0);
    const auto allowed =
        static_cast<std::size_t>(most_suppressed * static_cast<double>(cohort.rows.size()));
    Classes classes = classes_of(cohort, steps);
    while (rows_in_small(cohort, classes, steps, k) > allowed) {
        const std::size_t column = most_varied(cohort, steps);
        if (column == cohort.known.size())
            break;
        ++steps[column];
        classes = classes_of(cohort, steps);
    }
    Release out;
    out.k = k;
    out.columns = cohort.known;
    out.columns.insert(out.columns.end(), cohort.learnt.begin(), cohort.learnt.end());
    std::set<std::uint32_t> persons;
    std::set<std::uint32_t> kept;
    for (const CohortRow& row : cohort.rows) {
        persons.insert(row.person);
        std::vector<std::string> line = description_of(row, steps);
        if (classes.at(line).size() < k)
            continue;
        kept.insert(row.person);
        line.insert(line.end(), row.learnt.begin(), row.learnt.end());
        out.rows.push_back(std::move(line));
    }
    std::sort(out.rows.begin(), out.rows.end());
    out.suppressed_rows = cohort.rows.size() - out.rows.size();
    out.suppressed_persons = persons.size() - kept.size();
    for (const auto& [description, of_class] : classes) {
        if (of_class.size() < k)
            continue;
        ++out.classes;
        out.smallest_class = out.smallest_class == 0
                                 ? of_class.size()
                                 : std::min(out.smallest_class, of_class.size());
    }
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i] > 0)
            out.generalised.push_back(cohort.known[i] + ": step " + std::to_string(steps[i]) +
                                      " of " + std::to_string(last_step(cohort, i)));
    return out;
}

std::string release_csv(const Release& release) {
    std::string out;
    const auto add = [&out](const std::vector<std::string>& fields) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += (i == 0 ? "" : ",") + csv_field(fields[i]);
        out += "\r\n";
    };
    add(release.columns);
    for (const std::vector<std::string>& row : release.rows)
        add(row);
    return out;
}

} // namespace filiform::quality
