// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "chart/consultation.h"
#include "chart/screening.h"

namespace filiform::fhir {

/// A service of CDS Hooks 2.0 that other systems call.
struct HookService {
    std::string_view id;   ///< "needling-safety-view"
    std::string_view hook; ///< "patient-view"
    std::string_view title, description;
    /// Key and query, in the order published.
    std::vector<std::pair<std::string_view, std::string_view>> prefetch;
};
[[nodiscard]] std::span<const HookService> hook_services();
[[nodiscard]] const HookService* find_hook_service(std::string_view id);
/// The answer to GET /cds-services.
[[nodiscard]] std::string write_discovery();

/// Something of a finding that the calling system's record holds.
struct KnownFinding {
    chart::FindingId finding;
    std::string choice; ///< of the finding; empty for a number
    bool is_one_of_several = false;
    std::string words;        ///< for the card: "Warfarin 5 mg", "INR 2.4 on 2026-11-20"
    std::string resource;     ///< "MedicationRequest/12"; may be empty
    std::string source, mark; ///< of the code that says so (data/fhir/findings.yaml)
};

/// A call of a service. Access tokens that came with it are not looked at.
struct HookRequest {
    std::string service, hook, instance;
    std::string user;      ///< "Practitioner/1"
    std::string patient;   ///< an id of the calling system
    std::string encounter; ///< may be empty
    std::optional<base::Date> birth_date;
    std::optional<bool> is_male;
    std::vector<KnownFinding> known;
    std::vector<std::string> missing;         ///< prefetch keys that were not handed over
    bool orders_needling = false;             ///< a draft order that is selected asks for it
    std::vector<std::string> needling_orders; ///< "ServiceRequest/draft-1"
    bool has_patient = false;
};

/// Reads a call. What is prefetched is null where the caller has nothing; a key that is left out
/// goes into `missing`. Without the patient nothing can be answered: see `unmet_need`.
/// Problems: those of read_plain_tree; hook.hook (another one than the service's), hook.missing,
///           hook.type. `where` is the path in the call.
[[nodiscard]] base::Checked<HookRequest> read_hook_request(const HookService& service,
                                                           std::string_view json);
/// Why a call cannot be answered for want of data (412), when that is so. Problems: hook.prefetch.
[[nodiscard]] std::optional<base::Problem> unmet_need(const HookRequest& request);

/// What is known, as answers, to screen a second time with. They say only what is there: the
/// screening without them says what has to be asked.
[[nodiscard]] std::map<chart::FindingId, chart::Answer> known_answers(const HookRequest& request);

/// Both screenings of a patient. A choice that is known says nothing of the others of its
/// question, so `asked` is screened without what was handed over, and tells what is still to be
/// asked; `held` is screened with it, and tells which rules hold.
struct HookScreening {
    chart::Screening asked;
    chart::Screening held;
    std::string open_at; ///< address of the consultation in our pages; may be empty
};
/// The response: a card for each rule that holds, the strictest first, at most eight; and one for
/// what has to be asked before anybody is needled. Nothing to say is an empty list: on order-select
/// that is so unless needling is ordered.
///
/// Card: summary below 140 characters; critical when needling is stopped or somebody has to be seen
///       urgently, warning when it is held back or something must be asked, info otherwise; source
///       with the rule's id; what is unverified says so; reasons for going on against it. Cards of
///       the same call have the same uuids every time.
[[nodiscard]] std::string write_cards(const HookRequest& request, const HookScreening& screening);

/// What became of a card.
struct HookFeedback {
    std::string card; ///< its uuid
    bool is_accepted = false;
    std::vector<std::string> accepted_suggestions;
    std::string reason_code, reason_words; ///< of an override; may be empty
    std::string comment;
    std::optional<base::Instant> at;
};
/// Problems: those of read_plain_tree; hook.missing, hook.type, hook.value.
[[nodiscard]] base::Checked<std::vector<HookFeedback>> read_feedback(std::string_view json);

} // namespace filiform::fhir
