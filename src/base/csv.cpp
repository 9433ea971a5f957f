// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace filiform::base {

namespace {

constexpr std::size_t most_columns = 256;
constexpr std::size_t longest_cell = 100'000;
constexpr std::size_t most_rows = 1'000'000;
constexpr std::string_view risky = "=+-@\t\r'";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
    constexpr std::array<char, 3> separators{',', ';', '\t'};
    std::array<std::size_t, 3> counts{};
    bool is_inside = false;
    for (const char c : text) {
        if (c == '\n' && !is_inside)
            break;
        is_inside ^= c == '"';
        for (std::size_t i = 0; i < separators.size(); ++i)
            counts[i] += !is_inside && c == separators[i] ? 1 : 0;
    }
    return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

/// Without the apostrophe that harmless_cell put.
std::string as_it_was(const std::string& cell) {
    const bool is_put =
        cell.size() > 1 && cell.front() == '\'' && risky.find(cell.at(1)) != std::string_view::npos;
    return is_put ? cell.substr(1) : cell;
}

class CsvReader {
  public:
    CsvReader(std::string_view text, const std::string& name) : text_(text), name_(name) {
        if (text_.starts_with(byte_order_mark))
            text_.remove_prefix(byte_order_mark.size());
        separator_ = separator_of(text_);
    }

    Checked<std::vector<CsvRow>> read() {
        while (at_ < text_.size() && is_going_on_)
            read_row();
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return std::move(rows_);
    }

  private:
    void complain(std::size_t line, std::string code, std::string what, std::string hint) {
        problems_.push_back({std::move(code), name_ + ":" + std::to_string(line), std::move(what),
                             std::move(hint)});
    }
    /// What comes after cannot be trusted to begin where it seems to.
    void give_up(std::size_t line, std::string code, std::string what, std::string hint) {
        complain(line, std::move(code), std::move(what), std::move(hint));
        is_going_on_ = false;
    }

    void read_row() {
        CsvRow row;
        row.line = line_;
        bool is_ended = false;
        while (!is_ended && is_going_on_) {
            row.cells.push_back(read_cell());
            if (row.cells.size() > most_columns || row.cells.back().size() > longest_cell)
                return give_up(row.line, "csv.limit", "This row is wider than any table of ours.",
                               "At most 256 columns, and 100,000 characters in a cell.");
            is_ended = !take(separator_);
        }
        if (!is_going_on_)
            return;
        (void)take('\r');
        if (at_ < text_.size() && !take('\n'))
            return give_up(line_, "csv.quote", "Something stands behind a closing quote.",
                           "Write a quote inside a cell twice.");
        ++line_;
        keep(std::move(row));
    }
    void keep(CsvRow row) {
        if (std::all_of(row.cells.begin(), row.cells.end(),
                        [](const std::string& cell) { return cell.empty(); }))
            return;
        if (!rows_.empty() && row.cells.size() != rows_.front().cells.size())
            complain(row.line, "csv.columns",
                     "This row has " + std::to_string(row.cells.size()) + " cells, and the first " +
                         std::to_string(rows_.front().cells.size()) + ".",
                     "Give every row as many.");
        if (rows_.size() == most_rows)
            return give_up(row.line, "csv.limit", "There are more than 1,000,000 rows.",
                           "Send several files.");
        rows_.push_back(std::move(row));
    }
    std::string read_cell() {
        const std::size_t line = line_;
        std::string cell = at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain();
        if (is_going_on_ && !is_utf8(cell))
            complain(line, "csv.encoding", "This is not UTF-8.",
                     "Save the table as \"CSV UTF-8\".");
        return as_it_was(cell);
    }
    std::string read_plain() {
        std::size_t end = at_;
        while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n')
            ++end;
        std::size_t last = end;
        if (last > at_ && text_[last - 1] == '\r' && (end == text_.size() || text_[end] == '\n'))
            --last;
        std::string cell(text_.substr(at_, last - at_));
        at_ = last;
        return cell;
    }
    std::string read_quoted() {
        const std::size_t begun = line_;
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
                    ++at_;
                    return cell;
                }
                ++at_;
            }
            line_ += text_[at_] == '\n' ? 1 : 0;
            cell += text_[at_];
        }
        give_up(begun, "csv.quote", "A quote is not closed.", "Close it, or write it twice.");
        return cell;
    }
    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    std::string_view text_;
    std::string name_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool is_going_on_ = true;
    std::vector<CsvRow> rows_;
    Problems problems_;
};

} // namespace

std::string harmless_cell(std::string_view text) {
    const bool is_risky = !text.empty() && risky.find(text.front()) != std::string_view::npos;
    return (is_risky ? "'" : "") + std::string(text);
}

std::string write_csv_row(const std::vector<std::string>& cells) {
    std::string row;
    for (const std::string& cell : cells) {
        if (&cell != &cells.front())
            row += ',';
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            row += cell;
            continue;
        }
        row += '"';
        for (const char c : cell)
            row += c == '"' ? std::string("\"\"") : std::string(1, c);
        row += '"';
    }
    return row + "\r\n";
}

Checked<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& name) {
    return CsvReader(text, name).read();
}

} // namespace filiform::base
