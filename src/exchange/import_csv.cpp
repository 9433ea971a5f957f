// SPDX-License-Identifier: Apache-2.0
#include "exchange/import_csv.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/json.hpp>

#include "base/csv.h"
#include "base/date.h"
#include "base/digest.h"
#include "exchange/table.h"
#include "record/folding.h"

namespace filiform::exchange {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> envelope{"entryVersion", "entryState", "writtenAt",
                                                   "writtenBy"};

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return text;
}

/// "17/05/1980" as "1980-05-17"; nothing for what is no date in that order.
std::optional<std::string> date_text(const std::string& text, DateOrder order) {
    if (const auto date = base::read_date(text))
        return base::text(*date);
    if (order == DateOrder::YearFirst)
        return std::nullopt;
    std::array<int, 3> numbers{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto read = std::from_chars(at, end, numbers.at(i));
        if (read.ec != std::errc() || numbers.at(i) < 0)
            return std::nullopt;
        at = read.ptr;
        const bool is_last = i + 1 == numbers.size();
        if (is_last ? at != end
                    : at == end || std::string_view("/.-").find(*at) == std::string_view::npos)
            return std::nullopt;
        at += is_last ? 0 : 1;
    }
    const bool is_day_first = order == DateOrder::DayFirst;
    constexpr int least_year = 1000; // two digits could be of either century
    const base::Date date{std::chrono::year(numbers[2]),
                          std::chrono::month(static_cast<unsigned>(numbers[is_day_first ? 1 : 0])),
                          std::chrono::day(static_cast<unsigned>(numbers[is_day_first ? 0 : 1]))};
    if (!date.ok() || numbers[2] < least_year)
        return std::nullopt;
    return base::text(date);
}

std::optional<bool> flag_of(const std::string& text) {
    for (const char* yes : {"true", "yes", "y", "1"})
        if (lower(text) == yes)
            return true;
    for (const char* no : {"false", "no", "n", "0"})
        if (lower(text) == no)
            return false;
    return std::nullopt;
}

json::array split(std::string_view text) {
    json::array list;
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        if (std::string one = trimmed(text.substr(0, end)); !one.empty())
            list.push_back(json::value(one));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return list;
}

class PatientTable {
  public:
    PatientTable(store::Store& store, std::string name, DateOrder dates, const ImportOrder& order)
        : store_(store), name_(std::move(name)), dates_(dates), intake_(store, order) {}

    base::Checked<Imported> bring(std::string_view csv) {
        const auto rows = base::read_csv(csv, name_);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->empty())
            return tl::unexpected(base::Problems{{"csv.head", name_, "The table is empty.",
                                                  "Give it a first row that names its columns."}});
        read_head(rows->front());
        if (!problems_.empty())
            return tl::unexpected(problems_);
        for (std::size_t i = 1; i < rows->size(); ++i)
            take((*rows)[i]);
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return intake_.finish();
    }

  private:
    void complain(const base::CsvRow& row, const std::string& column, std::string code,
                  std::string what, std::string hint) {
        problems_.push_back(
            {std::move(code), place(row.line, column), std::move(what), std::move(hint)});
    }
    [[nodiscard]] std::string place(std::size_t line, const std::string& column) const {
        return name_ + ":" + std::to_string(line) + (column.empty() ? "" : ", column " + column);
    }

    void read_head(const base::CsvRow& head) {
        const Table table(record::Kind::Patient);
        for (const std::string& cell : head.cells) {
            Table::Column column{trimmed(cell), Table::Form::Text};
            const auto known =
                std::find_if(table.columns().begin(), table.columns().end(),
                             [&](const Table::Column& one) { return one.name == column.name; });
            const bool is_ours =
                known != table.columns().end() || column.name == "entry" ||
                column.name == "identifier" || column.name == "identifierSystem" ||
                std::find(envelope.begin(), envelope.end(), column.name) != envelope.end();
            if (!is_ours)
                complain(head, column.name, "csv.head", "This column is not known.",
                         "Rename it to one of docs/exchange.md, or remove it.");
            if (known != table.columns().end())
                column.form = known->form;
            if (std::any_of(columns_.begin(), columns_.end(),
                            [&](const Table::Column& one) { return one.name == column.name; }))
                complain(head, column.name, "csv.head", "This column is there twice.",
                         "Remove one of them.");
            columns_.push_back(std::move(column));
        }
        if (std::none_of(columns_.begin(), columns_.end(),
                         [](const Table::Column& one) { return one.name == "family"; }))
            complain(head, "family", "csv.head", "This column is missing.",
                     "The family name is the least that a patient has.");
    }

    /// One row's cells by column.
    struct Cells {
        std::string entry, identifier, system;
        json::object body;
    };

    void take(const base::CsvRow& row) {
        const std::size_t before = problems_.size();
        Cells cells;
        for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i)
            if (const std::string text = trimmed(row.cells[i]); !text.empty())
                put(row, columns_[i], text, cells);
        if (!cells.identifier.empty()) {
            json::object one{{"value", cells.identifier}};
            if (!cells.system.empty())
                one["system"] = cells.system;
            cells.body["identifiers"].emplace_array().push_back(std::move(one));
        }
        if (problems_.size() != before)
            return;
        auto noun = record::read_noun(record::Kind::Patient, json::serialize(cells.body), "");
        if (!noun) {
            for (const base::Problem& problem : noun.error())
                complain(row, column_of(problem.where), problem.code, problem.what, problem.hint);
            return;
        }
        const auto id = id_of(cells, std::get<record::Patient>(*noun));
        if (!id)
            return complain(row, "identifier", id.error().code, id.error().what, id.error().hint);
        intake_.add({*id, record::State::Open, *std::move(noun),
                     [this, line = row.line](const std::string& at) {
                         return place(line, column_of(at));
                     }});
    }

    void put(const base::CsvRow& row, const Table::Column& column, const std::string& text,
             Cells& cells) {
        if (column.name == "entry")
            cells.entry = text;
        else if (column.name == "identifier")
            cells.identifier = text;
        else if (column.name == "identifierSystem")
            cells.system = text;
        else if (std::find(envelope.begin(), envelope.end(), column.name) == envelope.end())
            put_field(row, column, text, cells.body);
    }
    void put_field(const base::CsvRow& row, const Table::Column& column, const std::string& text,
                   json::object& body) {
        using Form = Table::Form;
        json::object* at = &body;
        std::string_view rest = column.name;
        for (std::size_t point = rest.find('.'); point != std::string_view::npos;
             point = rest.find('.')) {
            json::value& inner = (*at)[rest.substr(0, point)];
            at = inner.is_object() ? &inner.get_object() : &inner.emplace_object();
            rest.remove_prefix(point + 1);
        }
        json::value& value = (*at)[rest];
        switch (column.form) {
        case Form::Text:
        case Form::Moment:
            value = json::value(text);
            return;
        case Form::Word:
            value = json::value(lower(text));
            return;
        case Form::Words:
        case Form::Texts:
            value = split(text);
            return;
        case Form::Flag:
            if (const auto flag = flag_of(text))
                value = *flag;
            else
                complain(row, column.name, "csv.cell", "This is neither yes nor no.",
                         "Write yes or no.");
            return;
        case Form::Day:
            if (auto date = date_text(text, dates_))
                value = json::value(*date);
            else
                complain(row, column.name, "csv.cell", "This is no date that is understood.",
                         "Write it like 1980-05-17, or say --dates dmy or --dates mdy; years have "
                         "four digits.");
            return;
        case Form::Figure:
        case Form::Json:
            break;
        }
        json::error_code error;
        value = json::parse(text, error);
        if (error)
            complain(row, column.name, "csv.cell", "This is no number and no JSON.",
                     "Write it as an export does.");
    }

    /// "#/address/city" is the column "address.city".
    [[nodiscard]] std::string column_of(const std::string& where) const {
        const std::size_t slash = where.find('/');
        if (slash == std::string::npos)
            return "";
        std::string name = where.substr(slash + 1);
        std::replace(name.begin(), name.end(), '/', '.');
        std::string best;
        for (const Table::Column& column : columns_)
            if (name.starts_with(column.name) && column.name.size() > best.size())
                best = column.name;
        return best.empty() ? name : best;
    }

    [[nodiscard]] base::Result<record::EntryId> id_of(const Cells& cells,
                                                      const record::Patient& patient) const {
        if (!cells.entry.empty())
            return id_of_foreign(cells.entry);
        const auto known = known_patient(store_, patient);
        if (!known)
            return tl::unexpected(known.error());
        if (*known)
            return **known;
        std::string who = "identifier";
        for (const record::Identifier& one : patient.identifiers)
            who += "|" + one.system + "|" + one.value;
        if (patient.identifiers.empty()) {
            who = "name|" + record::folded(patient.family);
            for (const std::string& one : patient.given)
                who += "|" + record::folded(one);
            who += "|" + (patient.birth_date ? base::text(*patient.birth_date) : std::string());
        }
        constexpr std::size_t digits = 40;
        return record::EntryId("c-" + base::sha256(who).substr(0, digits));
    }

    store::Store& store_;
    std::string name_;
    DateOrder dates_;
    Intake intake_;
    std::vector<Table::Column> columns_;
    base::Problems problems_;
};

} // namespace

base::Checked<Imported> import_patients(store::Store& store, std::string_view csv,
                                        const std::string& name, DateOrder dates,
                                        const ImportOrder& order) {
    return PatientTable(store, name, dates, order).bring(csv);
}

} // namespace filiform::exchange
