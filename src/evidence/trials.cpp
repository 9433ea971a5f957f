// SPDX-License-Identifier: Apache-2.0
#include "evidence/trials.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "base/csv.h"
#include "evidence/trial_checks.h"

namespace filiform::evidence {

namespace {

/// The field's usual short names.
const std::map<std::string, std::string, std::less<>>& short_names() {
    static const std::map<std::string, std::string, std::less<>> names{{"yi", "effect"},
                                                                       {"es", "effect"},
                                                                       {"estimate", "effect"},
                                                                       {"vi", "variance"},
                                                                       {"var", "variance"},
                                                                       {"sei", "se"},
                                                                       {"stderr", "se"},
                                                                       {"std_error", "se"},
                                                                       {"ci_low", "low"},
                                                                       {"ci_lower", "low"},
                                                                       {"lower", "low"},
                                                                       {"ci.lb", "low"},
                                                                       {"ci_high", "high"},
                                                                       {"ci_upper", "high"},
                                                                       {"upper", "high"},
                                                                       {"ci.ub", "high"},
                                                                       {"ai", "events1"},
                                                                       {"bi", "nonevents1"},
                                                                       {"ci", "events2"},
                                                                       {"di", "nonevents2"},
                                                                       {"n1i", "n1"},
                                                                       {"n2i", "n2"},
                                                                       {"m1i", "mean1"},
                                                                       {"m2i", "mean2"},
                                                                       {"m1", "mean1"},
                                                                       {"m2", "mean2"},
                                                                       {"sd1i", "sd1"},
                                                                       {"sd2i", "sd2"},
                                                                       {"xi", "events"},
                                                                       {"mi", "nonevents"},
                                                                       {"ni", "n"},
                                                                       {"tpos", "events1"},
                                                                       {"tneg", "nonevents1"},
                                                                       {"cpos", "events2"},
                                                                       {"cneg", "nonevents2"},
                                                                       {"author", "first_author"},
                                                                       {"authors", "first_author"},
                                                                       {"study", "trial"},
                                                                       {"slab", "trial"}};
    return names;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return std::string(text);
}

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Reads the head and the rows, noting every problem.
class TrialReader {
  public:
    explicit TrialReader(const std::string& name) { table_.name = name; }

    base::Checked<TrialTable> read(const std::vector<base::CsvRow>& rows) {
        if (rows.size() < 2) {
            problems_.push_back({"trials.empty", table_.name + ":1",
                                 rows.empty() ? "The table is empty." : "No row follows the head.",
                                 "Give a head of columns and a row for each trial."});
            return tl::unexpected(problems_);
        }
        read_head(rows.front());
        for (std::size_t i = 1; i < rows.size(); ++i)
            read_row(rows[i]);
        base::Problems more = check_trials(table_);
        problems_.insert(problems_.end(), more.begin(), more.end());
        if (!problems_.empty()) {
            std::stable_sort(problems_.begin(), problems_.end(), [this](auto& a, auto& b) {
                return line_in(a.where) < line_in(b.where);
            });
            return tl::unexpected(problems_);
        }
        return std::move(table_);
    }

  private:
    std::size_t line_in(const std::string& where) const {
        std::size_t line = 0;
        const char* from = where.data() + std::min(where.size(), table_.name.size() + 1);
        std::from_chars(from, where.data() + where.size(), line);
        return line;
    }

    void read_head(const base::CsvRow& head) {
        std::vector<std::string> written;
        for (const std::string& cell : head.cells)
            written.push_back(lower(trimmed(cell)));
        for (std::size_t i = 0; i < written.size(); ++i) {
            std::string column =
                written[i].empty() ? "column " + std::to_string(i + 1) : written[i];
            // The long name, where it is there as well, is the one that is meant.
            const std::string meant = column_name(column);
            if (meant == column ||
                std::find(written.begin(), written.end(), meant) == written.end())
                column = meant;
            if (table_.has_column(column))
                problems_.push_back(
                    {"trials.column", table_.name + ":" + std::to_string(head.line),
                     "Column '" + written[i] + "' is there twice, as '" + column + "'.",
                     "Keep one of the two."});
            table_.columns.push_back(column);
        }
    }

    void read_row(const base::CsvRow& cells) {
        TrialRow row;
        row.line = cells.line;
        for (std::size_t i = 0; i < table_.columns.size() && i < cells.cells.size(); ++i) {
            const std::string& column = table_.columns[i];
            std::string text = trimmed(cells.cells[i]);
            if (text == "NA")
                text.clear();
            if (!text.empty() && holds_numbers(column))
                read_number(row, column, text);
            row.cells[column] = std::move(text);
        }
        complete(row);
        table_.rows.push_back(std::move(row));
    }

    void read_number(TrialRow& row, const std::string& column, const std::string& text) {
        double value = 0;
        const char* first = text.data() + (text.front() == '+' ? 1 : 0);
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(first, last, value);
        constexpr double most = 1e12;
        if (error != std::errc() || end != last || !std::isfinite(value) ||
            std::abs(value) > most) {
            const std::string shown = text.size() > 40 ? text.substr(0, 40) + "…" : text;
            problems_.push_back(
                {"trials.number",
                 table_.name + ":" + std::to_string(row.line) + ", column " + column,
                 "'" + shown + "' is not a number that can be used.",
                 "Write digits with a point, such as -2.5, up to 1e12; leave the "
                 "cell empty where nothing was reported."});
            return;
        }
        row.numbers[column] = value;
    }

    /// Sizes from events and those without.
    static void complete(TrialRow& row) {
        for (const char* arm : {"1", "2", ""}) {
            const std::string events = std::string("events") + arm;
            const std::string rest = std::string("nonevents") + arm;
            const std::string n = std::string("n") + arm;
            const auto both = row.has({events, rest});
            if (both && !row.number(n))
                row.numbers[n] = row.numbers[events] + row.numbers[rest];
            const auto size = row.number(n);
            const auto others = row.number(rest);
            if (!row.number(events) && size && others && *others <= *size)
                row.numbers[events] = *size - *others;
        }
    }

    TrialTable table_;
    base::Problems problems_;
};

} // namespace

std::string TrialRow::text(std::string_view column) const {
    const auto found = cells.find(std::string(column));
    return found == cells.end() ? "" : found->second;
}

std::optional<double> TrialRow::number(std::string_view column) const {
    const auto found = numbers.find(std::string(column));
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

bool TrialRow::has(std::initializer_list<std::string_view> columns) const {
    return std::all_of(columns.begin(), columns.end(),
                       [this](std::string_view column) { return number(column).has_value(); });
}

std::string TrialRow::label() const {
    const std::string author = text("first_author");
    const std::string year = text("year");
    if (!author.empty())
        return author + (year.empty() ? "" : " " + year);
    for (const char* column : {"trial", "id"})
        if (!text(column).empty())
            return (column == std::string("trial") &&
                            text(column).find_first_not_of("0123456789") == std::string::npos
                        ? "trial "
                        : "") +
                   text(column) + (year.empty() ? "" : " " + year);
    return "line " + std::to_string(line);
}

bool TrialTable::has_column(std::string_view column) const {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::string column_name(std::string_view written) {
    const std::string name = lower(std::string(written));
    const auto found = short_names().find(name);
    return found == short_names().end() ? name : found->second;
}

base::Checked<TrialTable> read_trials(std::string_view text, const std::string& name) {
    const auto rows = base::read_csv(text, name);
    if (!rows)
        return tl::unexpected(rows.error());
    return TrialReader(name).read(*rows);
}

} // namespace filiform::evidence
