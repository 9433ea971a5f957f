// SPDX-License-Identifier: Apache-2.0
#include "exchange/intake.h"

#include <algorithm>

#include "base/digest.h"
#include "record/folding.h"
#include "record/states.h"

namespace filiform::exchange {

namespace {

using record::State;

/// The states to go through from one to the other, without the first.
std::vector<State> ladder(record::Kind kind, State from, State to) {
    if (from == to || record::may_become(kind, from, to))
        return {to};
    if (record::may_become(kind, from, State::Signed) &&
        record::may_become(kind, State::Signed, to))
        return {State::Signed, to};
    return {to}; // which forbidden_step refuses
}

} // namespace

record::EntryId id_of_foreign(std::string_view text) {
    constexpr std::size_t digits = 40;
    if (record::is_entry_id(text))
        return record::EntryId(std::string(text));
    return record::EntryId("x-" + base::sha256(text).substr(0, digits));
}

base::Result<std::optional<record::EntryId>> known_patient(store::Store& store,
                                                           const record::Patient& patient) {
    for (const record::Identifier& one : patient.identifiers) {
        store::Query query;
        query.kind = record::Kind::Patient;
        store::Query::Condition& condition = query.all.emplace_back();
        condition.term = "identifier";
        condition.values = {record::folded(one.system) + "|" + record::folded(one.value)};
        query.most = 2;
        const auto page = store.search(query);
        if (!page)
            return tl::unexpected(page.error());
        if (page->entries.size() > 1)
            return tl::unexpected(base::Problem{"record.exists", "#/identifiers",
                                                "Two patients of the record have this number.",
                                                "Say which of them is a double first."});
        if (!page->entries.empty())
            return std::optional(page->entries.front().id);
    }
    return std::optional<record::EntryId>();
}

void Intake::add(store::Blob blob) {
    const std::string digest = base::sha256(blob.bytes);
    blobs_.emplace(digest, std::move(blob));
}

void Intake::complain(const Incoming& incoming, base::Problems problems) {
    for (base::Problem& problem : problems) {
        problem.where = incoming.place(problem.where);
        problems_.push_back(std::move(problem));
    }
}

void Intake::check_twice() {
    for (const Incoming& one : incoming_)
        if (!by_id_.emplace(one.id, &one).second)
            complain(one, {{"record.exists", "", "This id came before in what was sent.",
                            "Send one of them."}});
}

void Intake::check_references(const Incoming& incoming, const record::Index& index) {
    for (const record::Reference& reference : index.references) {
        std::optional<record::Kind> kind;
        if (const auto found = by_id_.find(reference.id); found != by_id_.end())
            kind = record::kind_of(found->second->noun);
        else if (const auto entry = store_.find(reference.id))
            kind = entry->kind;
        if (!kind || std::find(reference.kinds.begin(), reference.kinds.end(), *kind) ==
                         reference.kinds.end())
            complain(incoming, {{"record.orphan", "#" + reference.field,
                                 kind ? "This is an entry of another kind than is meant here."
                                      : "What this speaks of is neither here nor in the record.",
                                 "Send it too, or leave this out."}});
    }
    for (const std::string& digest : index.blobs)
        if (!blobs_.contains(digest) && !store_.find_blob(digest))
            complain(incoming, {{"record.blob", "", "The bytes of a document did not come with it.",
                                 "Send them as a Binary whose id is their SHA-256."}});
}

std::optional<store::Write> Intake::judged(const Incoming& incoming,
                                           const base::Result<record::Entry>& there) {
    const record::Kind kind = record::kind_of(incoming.noun);
    store::Write write;
    write.kind = kind;
    write.id = incoming.id;
    write.state = incoming.state;
    write.patient = kind == record::Kind::Patient ? incoming.id : record::patient_of(incoming.noun);
    write.body = record::write_noun(incoming.noun);
    write.index = record::index_of(incoming.noun, incoming.state);
    record::Noun before = record::empty_noun(kind);
    State from = State::Open;
    if (there) {
        if (there->kind != kind) {
            complain(incoming, {{"record.exists", "", "This id is an entry of another kind here.",
                                 "Give it another id."}});
            return std::nullopt;
        }
        if (there->body == write.body && there->state == write.state) {
            ++imported_.there;
            return std::nullopt;
        }
        if (order_.existing == Existing::Refuse) {
            complain(incoming,
                     {{"record.exists", "", "This is here already and says something else.",
                       "Import with --update to make this its next version, or leave it out."}});
            return std::nullopt;
        }
        auto noun = record::read_noun(kind, there->body, "");
        if (!noun) {
            complain(incoming, {{"store.failed", "", "A stored entry cannot be read.", ""}});
            return std::nullopt;
        }
        before = *std::move(noun);
        from = there->state;
        write.follows = there->version;
    }
    base::Problems wrong = record::contradictions(incoming.noun);
    for (const State to : ladder(kind, from, incoming.state)) {
        for (base::Problem& problem : record::forbidden_step(before, from, incoming.noun, to))
            wrong.push_back(std::move(problem));
        before = incoming.noun;
        from = to;
    }
    if (wrong.empty())
        return write;
    complain(incoming, std::move(wrong));
    return std::nullopt;
}

void Intake::judge(const Incoming& incoming) {
    const auto there = store_.find(incoming.id);
    if (!there && there.error().code != "record.missing")
        return problems_.push_back(there.error());
    const std::size_t before = problems_.size();
    auto write = judged(incoming, there);
    if (!write)
        return;
    check_references(incoming, write->index);
    if (problems_.size() != before)
        return;
    for (const std::string& digest : write->index.blobs)
        if (const auto blob = blobs_.find(digest); blob != blobs_.end()) {
            ++imported_.documents;
            change_.blobs.push_back(std::move(blob->second));
            blobs_.erase(blob);
        }
    ++(write->follows == 0 ? imported_.created : imported_.updated);
    change_.writes.push_back(*std::move(write));
}

base::Problem Intake::placed(base::Problem problem) const {
    const std::size_t end = problem.where.find_first_of("/#");
    const auto found = by_id_.find(record::EntryId(problem.where.substr(0, end)));
    if (found != by_id_.end())
        problem.where = found->second->place(
            end == std::string::npos ? "" : "#" + problem.where.substr(problem.where.find('/')));
    return problem;
}

base::Checked<Imported> Intake::finish() {
    check_twice();
    if (problems_.empty())
        for (const Incoming& one : incoming_)
            judge(one);
    if (!problems_.empty())
        return tl::unexpected(problems_);
    if (order_.mode == Mode::CheckOnly || change_.writes.empty())
        return imported_;
    change_.act = {order_.by, "import", "", "", order_.now};
    const auto written = store_.write(change_);
    if (!written)
        return tl::unexpected(base::Problems{placed(written.error())});
    return imported_;
}

} // namespace filiform::exchange
