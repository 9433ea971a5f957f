// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/parts.h"
#include "record/plan.h"

namespace filiform::record {

/// One thing of the list before a session, and whether it was done.
struct ChecklistItem {
    std::string item; ///< as the library names it
    Flag done;
    std::string note;
    friend bool operator==(const ChecklistItem&, const ChecklistItem&) = default;
};
void describe(Fields& fields, ChecklistItem& item);

/// Current through a needle.
struct ElectricalSettings {
    std::string device;
    Number frequency_hz, pulse_us;
    Number intensity; ///< as felt, 0..10
    Number minutes;
    Whole paired_with; ///< the other needle of the circuit, by its place among the needles
    friend bool operator==(const ElectricalSettings&, const ElectricalSettings&) = default;
};
void describe(Fields& fields, ElectricalSettings& settings);

/// One needle of a session. It went in when it has a time in; one without was prepared only.
struct Needle {
    enum class Response {
        None,
        Ache,
        Heaviness,
        Warmth,
        ReferredPain,
        SharpPain,
        Burning,
        Electric,
        Shooting
    };
    enum class Complication {
        Bleeding,
        Bruise,
        Haematoma,
        Pain,
        NerveContact,
        VesselContact,
        Stuck,
        Bent,
        Broken,
        LeftIn,
        Fainting,
        Other
    };
    std::string target; ///< "piriformis.right"
    std::string level;
    EntryId stock;       ///< the lot it was taken from
    std::string product; ///< as printed on the packet
    std::string lot;
    Number diameter_mm, length_mm;
    Whole planned_target; ///< its place among the plan's targets, from 0; none: not planned
    std::string entry;    ///< from landmarks, in words
    Number offset_lateral_mm, offset_cranial_mm; ///< from the planned entry; medial, caudal: < 0
    Number depth_mm;                             ///< reached, along the needle
    Number angle_to_skin_deg;                    ///< 90 is straight in
    Flag guide_tube;
    std::optional<Technique> technique;
    Whole passes; ///< up and down, of a pistoned needle
    Flag twitch;
    std::vector<Response> responses;
    Flag bone_contact;
    std::optional<ElectricalSettings> electrical;
    Moment time_in, time_out;
    EntryId removed_by;
    std::vector<Complication> complications;
    std::string note;
    friend bool operator==(const Needle&, const Needle&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Needle::Response);
[[nodiscard]] std::span<const std::string_view> words(Needle::Complication);
void describe(Fields& fields, Needle& needle);

/// One visit at which a plan is carried out. Signing closes it, and session_rules.h says when it
/// cannot be closed: above all, while a needle that went in is not out.
struct Session {
    enum class Position { Prone, PronePillow, SideLyingLeft, SideLyingRight, Supine, Sitting };
    enum class Tolerance { Good, Fair, Poor, Stopped };
    struct Aftercare {
        enum class Way { Spoken, OnPaper, Message };
        std::vector<std::string> advice; ///< as the library names it
        std::string language;            ///< BCP 47
        std::vector<Way> ways;
        friend bool operator==(const Aftercare&, const Aftercare&) = default;
    };
    EntryId patient, episode, plan, consent, practitioner, room, appointment;
    EntryId amends; ///< the session note that this one corrects
    Moment began, ended;
    std::vector<ChecklistItem> checklist;
    std::map<std::string, chart::Answer> answers; ///< asked again today, by finding with its side
    std::optional<ScreeningResult> screening;     ///< what those answers make of it
    std::string medicines;                        ///< what changed, with the last INR
    std::optional<Position> position;
    Whole retention_minutes_planned;
    std::vector<Needle> needles;
    Whole counted_in, counted_out; ///< needles, said aloud and counted by hand
    std::optional<Pain> pain_before, pain_after;
    std::vector<NeuroSign> neurology_before, neurology_after;
    std::optional<Tolerance> tolerance;
    std::string stopped_why; ///< when it ended early
    std::optional<Aftercare> aftercare;
    Day review_on;
    std::string note;
    friend bool operator==(const Session&, const Session&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Session::Position);
[[nodiscard]] std::span<const std::string_view> words(Session::Tolerance);
[[nodiscard]] std::span<const std::string_view> words(Session::Aftercare::Way);
void describe(Fields& fields, Session::Aftercare& aftercare);
void describe(Fields& fields, Session& session);

} // namespace filiform::record
