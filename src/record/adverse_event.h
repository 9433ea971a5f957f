// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// An ill effect of needling, however small, and what became of it.
struct AdverseEvent {
    enum class Type {
        Soreness,
        Bleeding,
        Bruise,
        Haematoma,
        PainDuring,
        PainAfter,
        SymptomsWorse,
        Drowsiness,
        Headache,
        Nausea,
        Fainting,
        Seizure,
        NerveIrritation,
        NerveInjury,
        Pneumothorax,
        LocalInfection,
        SevereInfection,
        SpinalHaematoma,
        OrganInjury,
        VesselInjury,
        AllergicReaction,
        Burn,
        StuckNeedle,
        BentNeedle,
        BrokenNeedle,
        NeedleLeftIn,
        PatientForgotten,
        Needlestick,
        Other
    };
    enum class Severity { Mild, Moderate, Severe };
    enum class Duration { Hours, Days, Weeks };
    /// What makes an event serious whatever its severity.
    enum class Serious { Hospital, Disability, LifeThreatening, Death };
    /// By Carnes 2010 where they define it, and above all of theirs what is serious.
    enum class Grade { MildOrNone, Moderate, Major, Serious };
    enum class Done {
        Nothing,
        Stopped,
        NeedlesRemoved,
        LaidFlat,
        Compressed,
        Cooled,
        Observed,
        FirstAid,
        Referred,
        EmergencyCall
    };
    enum class Outcome { Resolved, Resolving, Ongoing, Lasting, Death, Unknown };
    enum class Cause { Unrelated, Unlikely, Possible, Probable, Certain };
    struct Report {
        std::string to;
        Day on;
        std::string number; ///< that the authority gave it
        friend bool operator==(const Report&, const Report&) = default;
    };
    EntryId patient, session, practitioner;
    Whole needle; ///< its place among the session's needles, from 0; none when it is not one's
    std::optional<Type> type;
    std::string what; ///< in words
    Moment began, noticed;
    std::optional<Severity> severity;
    std::optional<Duration> duration;
    std::vector<Serious> serious;
    std::optional<Grade> grade; ///< never below grade_of(…)
    std::optional<Cause> cause; ///< how it hangs together with the needling
    std::vector<Done> done;
    std::string course;
    std::optional<Outcome> outcome;
    Moment resolved_at;
    Flag must_be_reported; ///< by the law of the clinic's country
    std::vector<Report> reports;
    friend bool operator==(const AdverseEvent&, const AdverseEvent&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Type);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Severity);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Duration);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Serious);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Grade);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Done);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Outcome);
[[nodiscard]] std::span<const std::string_view> words(AdverseEvent::Cause);
void describe(Fields& fields, AdverseEvent::Report& report);
void describe(Fields& fields, AdverseEvent& event);

/// The least grade of an event of that severity that lasted so long.
///
/// Source: Carnes 2010 (expert Delphi, and its wording by time with patients): hours and mild is
///         mild; weeks and mild, or days and moderate, is moderate; weeks and moderate or severe,
///         or days and severe, is major. What they leave open is graded up: hours and moderate is
///         moderate, hours and severe is major, days and mild is moderate (a proposal of ours).
///         Serious as MacPherson 2001 has it (hospital, lasting disability, death), with danger to
///         life.
/// Edge cases: what is not known counts as the worst it could be.
[[nodiscard]] AdverseEvent::Grade grade_of(std::optional<AdverseEvent::Severity> severity,
                                           std::optional<AdverseEvent::Duration> duration,
                                           bool is_serious);

} // namespace filiform::record
