// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "fhir/bundle.h"
#include "server/care_steps.h"
#include "server/fhir_write.h"
#include "server/record_writes.h"
#include "server/target.h"

namespace filiform::server {

namespace {

using fhir::Operation;

std::string status_line(int status) {
    return std::to_string(status) + " " + std::string(phrase(status));
}

std::string entry_path(const Operation& operation) {
    return "Bundle.entry[" + std::to_string(operation.place) + "]";
}

/// "Patient.name" of an entry's resource → "Bundle.entry[3].resource.name".
base::Problems placed_in(const Operation& operation, base::Problems problems) {
    const std::string type(fhir::text(*operation.type));
    for (base::Problem& problem : problems)
        problem.where =
            entry_path(operation) + (problem.where.starts_with(type)
                                         ? ".resource" + problem.where.substr(type.size())
                                         : "");
    return problems;
}

/// One operation as a request of its own, which the handlers of single requests can take.
struct InnerRequest {
    Request request;
    std::vector<Named> places;
};

base::Result<InnerRequest> inner_request(const Call& call, const Operation& operation) {
    InnerRequest inner{call.request, {{"type", std::string(fhir::text(*operation.type))}}};
    Request& request = inner.request;
    request.query.clear();
    request.body = operation.resource;
    std::erase_if(request.headers, [](const Named& one) {
        return one.name == "if-match" || one.name == "if-none-match" || one.name == "if-none-exist";
    });
    if (operation.if_match)
        request.headers.push_back(
            {"if-match", "W/\"" + std::to_string(*operation.if_match) + "\""});
    if (!operation.if_none_exist.empty())
        request.headers.push_back({"if-none-exist", operation.if_none_exist});
    // Bytes stand in a Bundle as a resource.
    request.headers.insert(request.headers.begin(), {"accept", "application/fhir+json"});
    const std::size_t mark = operation.rest.find('?');
    if (mark != std::string::npos) {
        auto parameters = read_parameters(std::string_view(operation.rest).substr(mark + 1));
        if (!parameters)
            return tl::unexpected(parameters.error());
        request.query = *std::move(parameters);
    }
    inner.places.push_back({"id", operation.id});
    return inner;
}

Answer answer_get(const Desk& desk, const Call& call, const Operation& operation) {
    const std::string path = operation.rest.substr(0, operation.rest.find('?'));
    constexpr std::string_view history = "_history/";
    if (operation.id.empty())
        return fhir_search(desk, call);
    if (path.empty())
        return fhir_read(desk, call);
    if (path == "_history")
        return fhir_history(desk, call);
    if (path == "$everything" && *operation.type == fhir::ResourceType::Patient)
        return fhir_everything(desk, call);
    if (!path.starts_with(history))
        return refusal(call.request, base::Problem{"fhir.bundle", entry_path(operation),
                                                   "There is nothing at this address.",
                                                   "Ask for what GET alone would answer."});
    std::vector<Named> places = call.places;
    places.push_back({"version", path.substr(history.size())});
    return fhir_read_version(desk, {call.request, call.caller, places});
}

Answer answer_alone(const Desk& desk, const Call& call, const Operation& operation) {
    auto inner = inner_request(call, operation);
    if (!inner)
        return refusal(call.request, inner.error());
    using Method = Operation::Method;
    inner->request.method = operation.method == Method::Get    ? server::Method::Get
                            : operation.method == Method::Post ? server::Method::Post
                                                               : server::Method::Put;
    const Call one{inner->request, call.caller, inner->places};
    switch (operation.method) {
    case Method::Get:
        return answer_get(desk, one, operation);
    case Method::Post:
        return fhir_create(desk, one);
    case Method::Put:
        return fhir_update(desk, one);
    case Method::Delete:
        break;
    }
    return refusal(call.request, 405,
                   {{"fhir.bundle", entry_path(operation), "Nothing is deleted from a record.",
                     "Mark it as entered in error."}});
}

/// An answer as an entry of the response.
fhir::Answered answered(const Answer& answer, const std::string& base) {
    fhir::Answered out;
    out.status = status_line(answer.status);
    for (const Named& header : answer.headers) {
        if (header.name == "location" && header.value.starts_with(base + "/"))
            out.location = header.value.substr(base.size() + 1);
        if (header.name == "etag") { // W/"3"
            const std::size_t quote = header.value.find('"');
            out.version = std::stoll(header.value.substr(quote + 1));
        }
    }
    (answer.status < 400 ? out.resource : out.outcome) = answer.body;
    return out;
}

std::vector<fhir::Answered> answer_batch(const Desk& desk, const Call& call,
                                         const fhir::Batch& batch) {
    std::vector<fhir::Answered> answers(batch.operations.size());
    const std::string base = fhir_base(desk, call.request);
    for (const Operation& one : batch.operations)
        answers[one.place] = answered(answer_alone(desk, call, one), base);
    return answers;
}

/// All or nothing: everything is judged before anything is written, and written as one change.
class Transaction {
  public:
    Transaction(const Desk& desk, const Call& call, fhir::Batch& batch)
        : at_(desk, call), batch_(batch), answers_(batch.operations.size()) {}

    /// What stands against it; empty when all of it is done.
    base::Problems carry_out() {
        const bool is_conditional =
            std::any_of(batch_.operations.begin(), batch_.operations.end(),
                        [](const Operation& one) { return !one.if_none_exist.empty(); });
        const auto creation =
            is_conditional ? conditional_creation() : std::unique_lock<std::mutex>();
        for (Operation& one : batch_.operations)
            name(one);
        if (problems_.empty())
            add(fhir::place_references(batch_));
        if (!problems_.empty())
            return problems_;
        for (const Operation& one : batch_.operations)
            judge(one);
        if (problems_.empty())
            write();
        if (!problems_.empty())
            return problems_;
        const std::string& base = at_.context().base;
        for (const Operation& one : batch_.operations)
            if (one.method == Operation::Method::Get)
                answers_[one.place] = answered(answer_alone(at_.desk(), at_.call(), one), base);
        return {};
    }
    [[nodiscard]] const std::vector<fhir::Answered>& answers() const { return answers_; }

  private:
    void add(const base::Problems& more) {
        problems_.insert(problems_.end(), more.begin(), more.end());
    }

    /// Gives what is created its id, so that others can name it.
    void name(Operation& operation) {
        if (operation.method == Operation::Method::Delete)
            problems_.push_back({"fhir.bundle", entry_path(operation),
                                 "Nothing is deleted from a record.",
                                 "Mark it as entered in error."});
        if (operation.method == Operation::Method::Put && !operation.if_match)
            problems_.push_back({"request.if_match", entry_path(operation) + ".request.ifMatch",
                                 "It is not said which version this follows.",
                                 "Send the ETag of the resource as you read it."});
        if (operation.method != Operation::Method::Post)
            return;
        if (!operation.if_none_exist.empty()) {
            const auto existing = find_existing(at_, *operation.type, operation.if_none_exist);
            if (!existing)
                return add(placed_in(operation, existing.error()));
            if (*existing) {
                operation.id = (*existing)->resource.id;
                answers_[operation.place] = told(**existing, 200);
                is_there_[operation.place] = true;
                return;
            }
        }
        operation.id = store::new_id(at_.call().request.at).text();
        if (const auto kind = fhir::facts(*operation.type).written_as)
            at_.announce(record::EntryId(operation.id), *kind);
    }

    void judge(const Operation& operation) {
        if (operation.method == Operation::Method::Get || is_there_[operation.place])
            return;
        auto judged =
            judged_resource(at_, operation.resource,
                            {*operation.type, operation.id, operation.if_match.value_or(0)});
        if (!judged)
            return add(placed_in(operation, judged.error()));
        change_.writes.push_back(judged->write);
        for (store::Blob& blob : judged->blobs)
            change_.blobs.push_back(std::move(blob));
        judged->blobs.clear();
        written_.emplace_back(&operation, *std::move(judged));
    }

    void write() {
        if (change_.writes.empty())
            return;
        change_.act = act_of(at_.call(), "change", "");
        if (const auto added = add_consequences(at_.desk(), change_); !added)
            return problems_.push_back(added.error());
        const auto written = at_.desk().store.write(change_);
        if (!written)
            return refuse(written.error());
        at_.desk().metrics.counted("entries_written_total");
        for (std::size_t i = 0; i < written_.size(); ++i) {
            const Operation& operation = *written_[i].first;
            const record::Entry& entry = (*written)[i];
            auto resource = at_.resource(entry, *operation.type, entry.id.text());
            if (!resource)
                return problems_.push_back(resource.error());
            const int status = operation.method == Operation::Method::Post ? 201 : 200;
            answers_[operation.place] = told({entry, *std::move(resource)}, status);
        }
    }

    /// What the store says, with the entry of the bundle that it is about.
    void refuse(const base::Problem& problem) {
        for (const auto& [operation, judged] : written_)
            if (problem.where.starts_with(judged.write.id.text()))
                return add(placed_in(*operation, {in_resource(problem, judged)}));
        problems_.push_back(problem);
    }

    fhir::Answered told(const Seen& seen, int status) const {
        fhir::Answered out = answered(resource_answer(at_, seen, status), at_.context().base);
        out.at = seen.entry.at;
        return out;
    }

    FhirDesk at_;
    fhir::Batch& batch_;
    std::vector<fhir::Answered> answers_;
    std::map<std::size_t, bool> is_there_;
    store::Change change_;
    std::vector<std::pair<const Operation*, JudgedResource>> written_;
    base::Problems problems_;
};

} // namespace

Answer fhir_batch(const Desk& desk, const Call& call) {
    fhir::Context context;
    context.base = fhir_base(desk, call.request);
    auto batch = fhir::read_batch(call.request.body, context);
    if (!batch)
        return refusal(call.request, batch.error());
    if (!batch->is_transaction)
        return fhir_answer(200, fhir::write_answers(false, answer_batch(desk, call, *batch)));
    Transaction transaction(desk, call, *batch);
    if (const auto problems = transaction.carry_out(); !problems.empty())
        return refusal(call.request, problems);
    return fhir_answer(200, fhir::write_answers(true, transaction.answers()));
}

} // namespace filiform::server
