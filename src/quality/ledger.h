// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "quality/names.h"
#include "quality/rows.h"
#include "quality/slots.h"
#include "record/noun.h"

namespace filiform::quality {

/// What happened in a clinic, as columns that can be counted in one pass. No words of the record
/// are in it but names of clinicians, and reasons of overrides, which are shown only when several
/// give the same.
///
/// Folding:   entries come in any order and as often as they like; the last one folded of an id
///            counts, so the caller folds them in the order of their places. An id that others
///            speak of before it is folded has an empty row until then, which is not counted.
/// Erasure:   of an erased patient every entry comes again as Erased; their rows are emptied. Of a
///            mistake likewise.
/// Memory:    a session takes 40 bytes, 4 for its order in time and 16 to 32 for its id, and a
/// fifth
///            may stand empty: at most 87. Every other entry that is counted takes at most 77.
///            While it grows there are two copies of a table. `bytes` says how much there is.
/// Cost:      an entry some microseconds, most of them reading its JSON; `settle` is linear in the
///            sessions, and nothing when none was folded since.
/// Threads:   one writes, or many read.
class Ledger {
  public:
    /// Of a kind that is not counted nothing is kept. A body that cannot be read is not counted,
    /// but counted as unreadable.
    void fold(const record::Entry& entry);
    /// The same of an entry that was read already; its body is not looked at.
    void take(const record::Entry& entry, const record::Noun& noun);
    /// Puts the sessions in their order; before figures are made.
    void settle();

    [[nodiscard]] const std::vector<SessionRow>& sessions() const { return sessions_; }
    /// Slots of sessions by when they began; those whose beginning is unknown are left out.
    [[nodiscard]] const std::vector<Slot>& in_time() const { return in_time_; }
    [[nodiscard]] const std::vector<PatientRow>& patients() const { return patients_; }
    [[nodiscard]] const std::vector<AssessmentRow>& assessments() const { return assessments_; }
    [[nodiscard]] const std::vector<PlanRow>& plans() const { return plans_; }
    [[nodiscard]] const std::vector<ConsentRow>& consents() const { return consents_; }
    [[nodiscard]] const std::vector<EventRow>& events() const { return events_; }
    [[nodiscard]] const std::vector<OutcomeRow>& outcomes() const { return outcomes_; }
    [[nodiscard]] const std::vector<ReferralRow>& referrals() const { return referrals_; }
    /// Of assessments and of plans, by their slots.
    using Overrides = std::unordered_map<Slot, std::vector<OverrideRow>>;
    [[nodiscard]] const Overrides& assessment_overrides() const { return assessment_overrides_; }
    [[nodiscard]] const Overrides& plan_overrides() const { return plan_overrides_; }
    [[nodiscard]] std::size_t episodes() const { return episodes_; }

    [[nodiscard]] const Names& clinicians() const { return clinicians_; } ///< their ids
    [[nodiscard]] const std::map<std::string, std::string>& clinician_names() const {
        return clinician_names_;
    }
    [[nodiscard]] const Names& causes() const { return causes_; }
    [[nodiscard]] const Names& muscles() const { return muscles_; } ///< number n is bit n - 1
    [[nodiscard]] const Names& instruments() const { return instruments_; }
    [[nodiscard]] const std::map<std::string, InstrumentFacts>& instrument_facts() const {
        return instrument_facts_;
    }
    [[nodiscard]] const Names& rules() const { return rules_; }
    [[nodiscard]] const Names& reasons() const { return reasons_; }

    /// The name of the clinic's time zone; empty while there is no clinic.
    [[nodiscard]] const std::string& time_zone() const { return time_zone_; }

    /// The session that stands for this one: a note that amends it, or itself.
    [[nodiscard]] Slot standing(Slot session) const;
    /// The patient for whom this one was a double, or the patient; no_slot when they are gone.
    [[nodiscard]] Slot person(Slot patient) const;
    /// Signed, of somebody who is not gone, with a needle that went in.
    [[nodiscard]] bool is_treatment(const SessionRow& row) const;

    [[nodiscard]] std::size_t unreadable() const { return unreadable_; }
    [[nodiscard]] std::size_t bytes() const;

  private:
    template <class Row>
    Slot slot_of(record::Kind kind, const record::EntryId& id, std::vector<Row>& rows);
    Slot episode_slot(const record::EntryId& id);
    void drop(const record::Entry& entry);
    void drop_session(Slot slot);

    void take_one(const record::Entry& entry, const record::Session& noun);
    void take_one(const record::Entry& entry, const record::Patient& noun);
    void take_one(const record::Entry& entry, const record::Assessment& noun);
    void take_one(const record::Entry& entry, const record::Plan& noun);
    void take_one(const record::Entry& entry, const record::Consent& noun);
    void take_one(const record::Entry& entry, const record::AdverseEvent& noun);
    void take_one(const record::Entry& entry, const record::Outcome& noun);
    void take_one(const record::Entry& entry, const record::Instrument& noun);
    void take_one(const record::Entry& entry, const record::Task& noun);
    void take_one(const record::Entry& entry, const record::Letter& noun);
    void take_one(const record::Entry& entry, const record::Practitioner& noun);
    void take_one(const record::Entry& entry, const record::Clinic& noun);
    std::vector<OverrideRow> overrides_of(const std::vector<record::RuleDecision>& decisions);

    Slots slots_;
    std::vector<SessionRow> sessions_;
    std::vector<PatientRow> patients_;
    std::vector<AssessmentRow> assessments_;
    std::vector<PlanRow> plans_;
    std::vector<ConsentRow> consents_;
    std::vector<EventRow> events_;
    std::vector<OutcomeRow> outcomes_;
    std::vector<ReferralRow> referrals_;
    Overrides assessment_overrides_, plan_overrides_;
    std::unordered_map<Slot, Slot> amended_by_;
    Slot episodes_ = 0;
    std::vector<Slot> in_time_;
    std::vector<Slot> unsettled_; ///< sessions that were folded since
    Names clinicians_{2000}, causes_{500}, muscles_{32}, instruments_{500}, rules_{5000},
        reasons_{20000};
    std::map<std::string, std::string> clinician_names_;
    std::map<std::string, InstrumentFacts> instrument_facts_;
    std::string time_zone_;
    std::size_t unreadable_ = 0;
};

} // namespace filiform::quality
