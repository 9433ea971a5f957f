// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "record/folding.h"
#include "record/noun.h"

namespace filiform::record {

namespace {

/// Collects what can be found, what is spoken of, and what kinds of search there are.
class Indexer final : public Fields {
  public:
    Index index;
    std::vector<SearchParameter> parameters;

    using Type = SearchParameter::Type;

    void text(const Field& field, std::string& value, std::size_t) override {
        note(field, Type::Text);
        if (!field.search.empty())
            add_words(field.search, value);
    }
    void flag(const Field& field, Flag& value) override {
        note(field, Type::Word);
        if (value)
            add(field, *value ? "true" : "false");
    }
    void number(const Field&, Number&, Range) override {}
    void integer(const Field&, Whole&, Range) override {}
    void date(const Field& field, Day& value) override {
        note(field, Type::Date);
        if (value)
            add(field, base::text(*value));
    }
    void instant(const Field& field, Moment& value) override {
        note(field, Type::Instant);
        if (value)
            add(field, base::text(*value));
    }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        note(field, Type::Word);
        if (place)
            add(field, std::string(words[*place]));
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        note(field, Type::Word);
        for (const std::size_t place : places)
            add(field, std::string(words[place]));
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind> kinds) override {
        note(field, Type::Reference);
        if (value.is_empty())
            return;
        add(field, value.text());
        index.references.push_back(
            {at_ + "/" + std::string(field.name), value, {kinds.begin(), kinds.end()}});
    }
    void blob(const Field&, std::string& value) override {
        const Field field =
            Field{"", "The SHA-256 of bytes that it speaks of."}.found_by("document");
        note(field, Type::Word);
        if (value.empty())
            return;
        index.blobs.push_back(value);
        add(field, value);
    }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        note(field, Type::Text);
        if (!field.search.empty())
            for (const std::string& one : value)
                add_words(field.search, one);
    }
    void answers(const Field&, std::map<std::string, chart::Answer>&) override {}
    void part(const Field& field, const Part& part) override {
        if (part.is_there())
            within("/" + std::string(field.name), part.describe);
    }
    void parts(const Field& field, const Parts& parts) override {
        for (std::size_t i = 0; i < parts.count(); ++i)
            within("/" + std::string(field.name) + "/" + std::to_string(i),
                   [&](Fields& inner) { parts.describe(inner, i); });
    }

    void add_term(std::string_view name, std::string value) {
        Term term{std::string(name), std::move(value)};
        const bool is_new =
            std::find(index.terms.begin(), index.terms.end(), term) == index.terms.end();
        if (is_new && !term.value.empty())
            index.terms.push_back(std::move(term));
    }
    /// The folded text, and what is left of it from each later word on.
    void add_words(std::string_view name, std::string_view text) {
        constexpr int most_words = 8;
        std::string rest = folded(text);
        for (int i = 0; i < most_words && !rest.empty(); ++i) {
            add_term(name, rest);
            const auto blank = rest.find(' ');
            rest = blank == std::string::npos ? "" : rest.substr(blank + 1);
        }
    }

  private:
    void add(const Field& field, std::string value) {
        if (!field.search.empty())
            add_term(field.search, std::move(value));
    }
    void note(const Field& field, Type type) {
        const auto is_it = [&](const SearchParameter& one) { return one.name == field.search; };
        if (!field.search.empty() && std::none_of(parameters.begin(), parameters.end(), is_it))
            parameters.push_back({std::string(field.search), type, std::string(field.about)});
    }
    template <class Do>
    void within(const std::string& step, const Do& do_it) {
        const std::size_t length = at_.size();
        at_ += step;
        do_it(*this);
        at_.resize(length);
    }

    std::string at_;
};

/// Notes the parameters of parts that are not there as well.
class Filler final : public Fields {
  public:
    void text(const Field&, std::string&, std::size_t) override {}
    void flag(const Field&, Flag&) override {}
    void number(const Field&, Number&, Range) override {}
    void integer(const Field&, Whole&, Range) override {}
    void date(const Field&, Day&) override {}
    void instant(const Field&, Moment&) override {}
    void word(const Field&, std::optional<std::size_t>&,
              std::span<const std::string_view>) override {}
    void several(const Field&, std::vector<std::size_t>&,
                 std::span<const std::string_view>) override {}
    void reference(const Field&, EntryId&, std::span<const Kind>) override {}
    void blob(const Field&, std::string&) override {}
    void texts(const Field&, std::vector<std::string>&, std::size_t, std::size_t) override {}
    void answers(const Field&, std::map<std::string, chart::Answer>&) override {}
    void part(const Field&, const Part& part) override {
        part.make();
        part.describe(*this);
    }
    void parts(const Field&, const Parts& parts) override {
        parts.resize(1);
        parts.describe(*this, 0);
    }
};

/// Digits of a telephone number; with them however it was parted.
std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

/// What no single field says: the whole name either way round, a telephone's digits, a number with
/// the system that gave it.
void add_person(Indexer& indexer, const Patient& patient) {
    std::string given;
    for (const std::string& one : patient.given)
        given += one + " ";
    indexer.add_words("name", given + patient.family);
    indexer.add_words("name", patient.family + " " + given);
    indexer.add_words("name", patient.preferred_name);
    indexer.add_term("phone", digits_of(patient.phone));
    for (const Identifier& one : patient.identifiers) {
        indexer.add_term("identifier", folded(one.value));
        indexer.add_term("identifier", folded(one.system) + "|" + folded(one.value));
    }
}

void add_name(Indexer& indexer, const Practitioner& practitioner) {
    std::string given;
    for (const std::string& one : practitioner.given)
        given += one + " ";
    indexer.add_words("name", given + practitioner.family);
    indexer.add_words("name", practitioner.family + " " + given);
    for (const Identifier& one : practitioner.registrations) {
        indexer.add_term("identifier", folded(one.value));
        indexer.add_term("identifier", folded(one.system) + "|" + folded(one.value));
    }
}

void add_claims(Indexer& indexer, const Appointment& booking) {
    const bool is_on = booking.status == Appointment::Status::Booked ||
                       booking.status == Appointment::Status::Arrived;
    if (!is_on || !booking.start || !booking.end)
        return;
    for (const EntryId& of : {booking.practitioner, booking.room})
        if (!of.is_empty())
            indexer.index.claims.push_back({of, *booking.start, *booking.end});
}

} // namespace

Index index_of(const Noun& noun, State state) {
    Noun copy = noun; // walkers may write
    Indexer indexer;
    describe(indexer, copy);
    if (const auto* patient = std::get_if<Patient>(&noun))
        add_person(indexer, *patient);
    if (const auto* practitioner = std::get_if<Practitioner>(&noun))
        add_name(indexer, *practitioner);
    const auto* booking = std::get_if<Appointment>(&noun);
    if (booking != nullptr && state == State::Open)
        add_claims(indexer, *booking);
    return std::move(indexer.index);
}

std::vector<SearchParameter> search_parameters(Kind kind) {
    using Type = SearchParameter::Type;
    Noun noun = empty_noun(kind);
    Filler filler;
    describe(filler, noun);
    Indexer indexer;
    describe(indexer, noun);
    auto& all = indexer.parameters;
    if (kind == Kind::Patient || kind == Kind::Practitioner) {
        all.push_back({"name", Type::Text, "Any part of the name."});
        all.push_back({"identifier", Type::Text, "A number, or its system, \"|\" and the number."});
    }
    if (kind == Kind::Patient)
        all.push_back({"phone", Type::Text, "The digits of the telephone number."});
    return all;
}

} // namespace filiform::record
