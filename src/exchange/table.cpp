// SPDX-License-Identifier: Apache-2.0
#include "exchange/table.h"

#include <boost/json.hpp>

#include "base/csv.h"
#include "record/noun.h"
#include "record/text_rule.h"

namespace filiform::exchange {

namespace {

namespace json = boost::json;

/// Lists the leaves of a noun: "address.city".
class ColumnLister final : public record::Fields {
  public:
    explicit ColumnLister(std::vector<Table::Column>& columns) : columns_(columns) {}

    using Form = Table::Form;

    void text(const record::Field& field, std::string&, std::size_t) override {
        add(field, Form::Text);
    }
    void flag(const record::Field& field, record::Flag&) override { add(field, Form::Flag); }
    void number(const record::Field& field, record::Number&, record::Range) override {
        add(field, Form::Figure);
    }
    void integer(const record::Field& field, record::Whole&, record::Range) override {
        add(field, Form::Figure);
    }
    void date(const record::Field& field, record::Day&) override { add(field, Form::Day); }
    void instant(const record::Field& field, record::Moment&) override { add(field, Form::Moment); }
    void word(const record::Field& field, std::optional<std::size_t>&,
              std::span<const std::string_view>) override {
        add(field, Form::Word);
    }
    void several(const record::Field& field, std::vector<std::size_t>&,
                 std::span<const std::string_view>) override {
        add(field, Form::Words);
    }
    void reference(const record::Field& field, record::EntryId&,
                   std::span<const record::Kind>) override {
        add(field, Form::Text);
    }
    void blob(const record::Field& field, std::string&) override { add(field, Form::Text); }
    void texts(const record::Field& field, std::vector<std::string>&, std::size_t,
               std::size_t) override {
        add(field, Form::Texts);
    }
    void answers(const record::Field& field, std::map<std::string, chart::Answer>&) override {
        add(field, Form::Json);
    }
    void part(const record::Field& field, const Part& part) override {
        const std::string outer = prefix_;
        prefix_ += std::string(field.name) + ".";
        part.make();
        part.describe(*this);
        prefix_ = outer;
    }
    void parts(const record::Field& field, const Parts&) override { add(field, Form::Json); }

  private:
    void add(const record::Field& field, Form form) {
        columns_.push_back({prefix_ + std::string(field.name), form});
    }

    std::vector<Table::Column>& columns_;
    std::string prefix_;
};

std::string number_text(const json::value& value) {
    return value.is_int64()    ? std::to_string(value.get_int64())
           : value.is_uint64() ? std::to_string(value.get_uint64())
                               : record::short_text(value.get_double());
}

bool is_plain_list(const json::array& list) {
    for (const json::value& one : list)
        if (!one.is_string())
            return false;
    return true;
}

std::string cell_of(const json::value& value) {
    if (value.is_string())
        return base::harmless_cell(value.get_string());
    if (value.is_bool())
        return value.get_bool() ? "true" : "false";
    if (value.is_number())
        return number_text(value);
    if (!value.is_array() || !is_plain_list(value.get_array()))
        return json::serialize(value);
    std::string joined;
    for (const json::value& one : value.get_array())
        joined += (joined.empty() ? "" : "; ") + std::string(one.get_string());
    return base::harmless_cell(joined);
}

/// The value at "address.city", or nothing.
const json::value* value_at(const json::object& body, std::string_view column) {
    const json::object* at = &body;
    while (true) {
        const std::size_t point = column.find('.');
        const json::value* value = at->if_contains(column.substr(0, point));
        if (value == nullptr || point == std::string_view::npos)
            return value;
        at = value->if_object();
        if (at == nullptr)
            return nullptr;
        column.remove_prefix(point + 1);
    }
}

} // namespace

Table::Table(record::Kind kind) {
    record::Noun noun = record::empty_noun(kind);
    ColumnLister lister(columns_);
    record::describe(lister, noun);
}

std::vector<std::string> Table::head() const {
    std::vector<std::string> names{"entry", "entryVersion", "entryState", "writtenAt", "writtenBy"};
    for (const Column& column : columns_)
        names.push_back(column.name);
    return names;
}

base::Result<std::vector<std::string>> Table::row(const record::Entry& entry) const {
    json::error_code error;
    const json::value body = json::parse(entry.body, error);
    if (error || !body.is_object())
        return tl::unexpected(
            base::Problem{"store.failed", entry.id.text(), "A stored entry cannot be read.", ""});
    std::vector<std::string> cells{entry.id.text(), std::to_string(entry.version),
                                   std::string(record::text(entry.state)), base::text(entry.at),
                                   base::harmless_cell(entry.by)};
    for (const Column& column : columns_) {
        const json::value* value = value_at(body.get_object(), column.name);
        cells.push_back(value == nullptr ? std::string() : cell_of(*value));
    }
    return cells;
}

} // namespace filiform::exchange
