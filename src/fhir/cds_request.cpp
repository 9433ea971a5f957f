// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/cds_hooks.h"
#include "fhir/cds_table.h"
#include "fhir/tree.h"

namespace filiform::fhir {

std::span<const HookService> hook_services() {
    static const std::vector<std::pair<std::string_view, std::string_view>> prefetch{
        {"patient", "Patient/{{context.patientId}}"},
        {"conditions", "Condition?patient={{context.patientId}}"},
        {"medications", "MedicationRequest?patient={{context.patientId}}&status=active"},
        {"observations", "Observation?patient={{context.patientId}}&code=http://loinc.org|6301-6,"
                         "http://loinc.org|777-3&_sort=-date&_count=20"}};
    static const std::vector<HookService> all{
        {"needling-safety-view", "patient-view", "Needling safety",
         "What stands against dry needling for this patient, as far as the record says, and what "
         "has to be asked first.",
         prefetch},
        {"needling-safety-order", "order-select", "Needling safety at the order",
         "The same when dry needling is ordered, before the order is signed.", prefetch}};
    return all;
}

const HookService* find_hook_service(std::string_view id) {
    for (const HookService& one : hook_services())
        if (one.id == id)
            return &one;
    return nullptr;
}

std::string write_discovery() {
    json::array services;
    for (const HookService& one : hook_services()) {
        json::object made{{"hook", one.hook},
                          {"title", one.title},
                          {"description", one.description},
                          {"id", one.id}};
        json::object prefetch;
        for (const auto& [key, query] : one.prefetch)
            prefetch[key] = query;
        made["prefetch"] = std::move(prefetch);
        services.push_back(std::move(made));
    }
    return write_tree(json::object{{"services", std::move(services)}});
}

namespace {

using Codes = std::vector<std::pair<std::string, std::string>>;

/// Every coding of a CodeableConcept.
Codes codings_of(const json::object* concept_read) {
    Codes all;
    const json::array* codings =
        concept_read == nullptr ? nullptr : array_of(*concept_read, "coding");
    if (codings == nullptr)
        return all;
    for (const json::value& one : *codings)
        if (const json::object* coding = one.if_object())
            all.emplace_back(text_of(*coding, "system"), text_of(*coding, "code"));
    return all;
}

std::string words_of(const json::object* concept_read) {
    if (concept_read == nullptr)
        return "";
    if (const std::string_view text = text_of(*concept_read, "text"); !text.empty())
        return std::string(text);
    const json::array* codings = array_of(*concept_read, "coding");
    if (codings != nullptr)
        for (const json::value& one : *codings)
            if (const json::object* coding = one.if_object())
                for (const char* member : {"display", "code"})
                    if (const std::string_view text = text_of(*coding, member); !text.empty())
                        return std::string(text);
    return "";
}

bool says_code(const json::object& resource, std::string_view member, std::string_view code) {
    for (const auto& [system, one] : codings_of(object_of(resource, member)))
        if (one == code)
            return true;
    return false;
}

/// Whether a resource still tells something: nothing refuted, stopped or entered in error.
bool stands(const json::object& resource, std::string_view type) {
    if (type == "Condition")
        return !says_code(resource, "verificationStatus", "refuted") &&
               !says_code(resource, "verificationStatus", "entered-in-error");
    const std::string_view status = text_of(resource, "status");
    if (type == "MedicationRequest")
        return status == "active" || status == "on-hold" || status.empty();
    return status != "entered-in-error" && status != "cancelled";
}

class RequestReader {
  public:
    explicit RequestReader(const HookService& service) : service_(service) {
        request_.service = service.id;
    }

    base::Checked<HookRequest> read(const json::object& call) {
        request_.hook = needed(call, "hook", "hook");
        request_.instance = needed(call, "hookInstance", "hookInstance");
        if (!request_.hook.empty() && request_.hook != service_.hook)
            complain("hook.hook", "hook",
                     "This service answers to " + std::string(service_.hook) + ".",
                     "Call the service that is meant; GET /cds-services lists them.");
        if (call.contains("fhirAuthorization") && text_of(call, "fhirServer").empty())
            complain("hook.missing", "fhirServer", "It goes with fhirAuthorization.", "Add it.");
        if (const json::object* context = object_of(call, "context"))
            read_context(*context);
        else
            complain("hook.missing", "context", "The context is missing.", "Add it.");
        read_prefetch(object_of(call, "prefetch"));
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return std::move(request_);
    }

  private:
    void complain(std::string code, std::string where, std::string what, std::string hint) {
        problems_.push_back({std::move(code), std::move(where), std::move(what), std::move(hint)});
    }
    std::string needed(const json::object& object, std::string_view key, std::string where) {
        const std::string_view text = text_of(object, key);
        if (text.empty())
            complain("hook.missing", std::move(where), "A text is expected here.", "Add it.");
        return std::string(text);
    }

    void read_context(const json::object& context) {
        request_.user = needed(context, "userId", "context.userId");
        request_.patient = needed(context, "patientId", "context.patientId");
        request_.encounter = text_of(context, "encounterId");
        if (service_.hook != "order-select")
            return;
        const json::array* selections = array_of(context, "selections");
        const json::object* drafts = object_of(context, "draftOrders");
        if (selections == nullptr || drafts == nullptr)
            return complain("hook.missing", "context",
                            "selections and draftOrders are expected here.", "Add them.");
        for_each_entry(*drafts, [&](const json::object& order) { read_order(order, *selections); });
    }

    void read_order(const json::object& order, const json::array& selections) {
        const std::string name =
            std::string(text_of(order, "resourceType")) + "/" + std::string(text_of(order, "id"));
        const bool is_selected =
            std::any_of(selections.begin(), selections.end(), [&](const json::value& one) {
                return one.is_string() && one.get_string() == name;
            });
        const Codes given = codings_of(object_of(order, "code"));
        const auto& known = carried_findings().orders;
        const bool is_needling = std::any_of(given.begin(), given.end(), [&](const auto& one) {
            return std::find(known.begin(), known.end(), one) != known.end();
        });
        if (!is_selected || !is_needling)
            return;
        request_.orders_needling = true;
        request_.needling_orders.push_back(name);
    }

    template <class Act>
    static void for_each_entry(const json::object& bundle, const Act& act) {
        const json::array* entries = array_of(bundle, "entry");
        if (entries == nullptr)
            return;
        for (const json::value& one : *entries)
            if (const json::object* entry = one.if_object())
                if (const json::object* resource = object_of(*entry, "resource"))
                    act(*resource);
    }

    void read_prefetch(const json::object* prefetch) {
        for (const auto& [key, query] : service_.prefetch) {
            const json::value* given = prefetch == nullptr ? nullptr : prefetch->if_contains(key);
            if (given == nullptr) {
                request_.missing.emplace_back(key);
            } else if (const json::object* resource = given->if_object()) {
                if (key == "patient")
                    read_patient(*resource);
                else
                    for_each_entry(*resource, [&](const json::object& one) { read_fact(one); });
            } else if (!given->is_null()) {
                complain("hook.type", "prefetch." + std::string(key),
                         "A resource or null is expected here.", "Hand over what the query finds.");
            }
        }
    }

    void read_patient(const json::object& patient) {
        request_.has_patient = text_of(patient, "resourceType") == "Patient";
        if (const auto day = base::read_date(text_of(patient, "birthDate")))
            request_.birth_date = *day;
        const std::string_view gender = text_of(patient, "gender");
        if (gender == "male" || gender == "female")
            request_.is_male = gender == "male";
    }

    void read_fact(const json::object& resource) {
        const std::string_view type = text_of(resource, "resourceType");
        if (!stands(resource, type))
            return;
        const json::object* what =
            object_of(resource, type == "MedicationRequest" ? "medicationCodeableConcept" : "code");
        for (const auto& [system, code] : codings_of(what))
            for (const FindingRule& rule : carried_findings().rules)
                if (rule.resource == type && says(rule, system, code))
                    note(rule, resource, words_of(what));
    }

    static bool says(const FindingRule& rule, const std::string& system, const std::string& code) {
        return std::any_of(rule.codes.begin(), rule.codes.end(), [&](const auto& one) {
            return one.first == system && code.starts_with(one.second);
        });
    }

    void note(const FindingRule& rule, const json::object& resource, std::string words) {
        KnownFinding known{chart::FindingId(rule.finding),
                           rule.choice,
                           rule.is_one_of_several,
                           std::move(words),
                           "",
                           rule.source,
                           rule.mark};
        if (const std::string_view id = text_of(resource, "id"); !id.empty())
            known.resource = std::string(text_of(resource, "resourceType")) + "/" + std::string(id);
        if (const json::object* quantity = object_of(resource, "valueQuantity"))
            if (const json::value* value = quantity->if_contains("value"))
                known.words +=
                    " " + write_tree(*value) + " " + std::string(text_of(*quantity, "unit"));
        if (const std::string_view day = text_of(resource, "effectiveDateTime"); !day.empty())
            known.words += " on " + std::string(day.substr(0, 10));
        const auto is_it = [&](const KnownFinding& one) {
            return one.finding == known.finding && one.choice == known.choice;
        };
        if (std::none_of(request_.known.begin(), request_.known.end(), is_it))
            request_.known.push_back(std::move(known));
    }

    const HookService& service_;
    HookRequest request_;
    base::Problems problems_;
};

} // namespace

base::Checked<HookRequest> read_hook_request(const HookService& service, std::string_view json) {
    const auto call = read_plain_tree(json, "call");
    if (!call)
        return tl::unexpected(call.error());
    return RequestReader(service).read(*call);
}

std::optional<base::Problem> unmet_need(const HookRequest& request) {
    if (request.has_patient)
        return std::nullopt;
    return base::Problem{"hook.prefetch", "prefetch.patient",
                         "The patient was not handed over, and this service fetches nothing.",
                         "Send what the prefetch queries of GET /cds-services find."};
}

std::map<chart::FindingId, chart::Answer> known_answers(const HookRequest& request) {
    std::map<chart::FindingId, chart::Answer> answers;
    for (const KnownFinding& one : request.known) {
        if (one.choice.empty()) // a number is asked for again
            continue;
        if (!one.is_one_of_several) {
            answers.emplace(one.finding, one.choice);
            continue;
        }
        auto& choices = answers.emplace(one.finding, std::vector<std::string>()).first->second;
        std::get<std::vector<std::string>>(choices).push_back(one.choice);
    }
    return answers;
}

} // namespace filiform::fhir
