// SPDX-License-Identifier: Apache-2.0
#include "fhir/cds_hooks.h"
#include "server/clinic_rules.h"
#include "server/desk.h"

namespace filiform::server {

namespace {

base::Problem no_such_service() {
    return {"hook.missing_service", "", "There is no such service.",
            "GET /cds-services lists what there is."};
}

Answer answer_of(std::string json) {
    Answer answer;
    answer.body = std::move(json);
    return answer;
}

/// Screens what was handed over: without the known answers, and with them.
base::Checked<fhir::HookScreening> screened(const Desk& desk, const Call& call,
                                            const fhir::HookRequest& hook) {
    chart::Consultation consultation;
    consultation.on = base::Date(std::chrono::floor<std::chrono::days>(call.request.at));
    consultation.patient.birth_date = hook.birth_date;
    consultation.patient.is_male = hook.is_male;
    auto stricter = stricter_rules(desk.store);
    if (!stricter)
        return tl::unexpected(base::Problems{stricter.error()});
    consultation.stricter = *std::move(stricter);
    auto asked = desk.workshop.screen(consultation);
    if (!asked)
        return tl::unexpected(asked.error());
    consultation.answers = fhir::known_answers(hook);
    auto held = desk.workshop.screen(consultation);
    if (!held)
        return tl::unexpected(held.error());
    return fhir::HookScreening{*std::move(asked), *std::move(held), ""};
}

/// That a service was called, or what became of its card: with no patient of ours.
void note_hook(const Desk& desk, const Call& call, std::string action, std::string entry,
               std::string reason) {
    store::AuditRow row;
    row.at = call.request.at;
    row.by = call.caller.account;
    row.action = std::move(action);
    row.entry = std::move(entry);
    row.outcome = "done";
    row.reason = std::move(reason);
    row.from = call.request.from;
    desk.store.audit().note(std::move(row));
}

Answer call_service(const Desk& desk, const Call& call) {
    const fhir::HookService* service = fhir::find_hook_service(call.place("id"));
    if (service == nullptr)
        return refusal(call.request, no_such_service());
    if (!desk.workshop.screen)
        return refusal(call.request, base::Problem{"job.unavailable", "",
                                                   "This server does not screen patients.", ""});
    const auto hook = fhir::read_hook_request(*service, call.request.body);
    if (!hook)
        return refusal(call.request, hook.error());
    if (const auto need = fhir::unmet_need(*hook))
        return refusal(call.request, *need);
    const auto screening = screened(desk, call, *hook);
    if (!screening)
        return refusal(call.request, screening.error());
    note_hook(desk, call, "hook", "", std::string(service->id));
    return answer_of(fhir::write_cards(*hook, *screening));
}

/// One row for each card: what became of it and, of an override, why.
Answer keep_feedback(const Desk& desk, const Call& call) {
    const fhir::HookService* service = fhir::find_hook_service(call.place("id"));
    if (service == nullptr)
        return refusal(call.request, no_such_service());
    const auto feedback = fhir::read_feedback(call.request.body);
    if (!feedback)
        return refusal(call.request, feedback.error());
    for (const fhir::HookFeedback& one : *feedback) {
        std::string reason =
            std::string(service->id) + ": " + (one.is_accepted ? "accepted" : "overridden");
        for (const std::string* const part : {&one.reason_code, &one.reason_words, &one.comment})
            if (!part->empty())
                reason += "; " + *part;
        note_hook(desk, call, one.is_accepted ? "hook_accepted" : "hook_overridden", one.card,
                  std::move(reason));
    }
    if (const auto settled = desk.store.audit().settle(); !settled)
        return refusal(call.request, settled.error());
    return answer_of("{}");
}

} // namespace

void add_cds_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const std::vector<Role> callers{Role::Clinician, Role::Lead, Role::Integrator};
    constexpr const char* any_object = R"({"type":"object"})";
    routes.push_back({Method::Get,
                      "/cds-services",
                      "Lists the services of CDS Hooks.",
                      true,
                      {},
                      "",
                      {},
                      {{200, {"The services.", R"({"type":"object","required":["services"]})"}}},
                      [](const Call&) { return answer_of(fhir::write_discovery()); }});
    routes.push_back({Method::Post,
                      "/cds-services/{id}",
                      "Screens another system's patient for needling, by what it hands over.",
                      false,
                      callers,
                      any_object,
                      {},
                      {{200, {"Cards.", R"({"type":"object","required":["cards"]})"}}},
                      [desk](const Call& call) { return call_service(desk, call); }});
    routes.push_back({Method::Post,
                      "/cds-services/{id}/feedback",
                      "Keeps in the audit what became of a card.",
                      false,
                      callers,
                      any_object,
                      {},
                      {{200, {"It is kept.", any_object}}},
                      [desk](const Call& call) { return keep_feedback(desk, call); }});
}

} // namespace filiform::server
