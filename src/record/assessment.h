// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// A place on a drawing of the whole body: shares of its width and height, from the upper left.
struct ChartPoint {
    Number x, y; ///< 0..1
    friend bool operator==(const ChartPoint&, const ChartPoint&) = default;
};
void describe(Fields& fields, ChartPoint& point);

/// What the patient drew on the body chart: where, how it feels, how strong.
struct BodyMark {
    enum class View { Front, Back, Left, Right };
    enum class Region {
        Lumbar,
        Sacral,
        Abdomen,
        Groin,
        Saddle,
        Gluteal,
        HipSide,
        ThighFront,
        ThighBack,
        Knee,
        Calf,
        Shin,
        FootTop,
        FootSole,
        FootOuter,
        BigToe,
        SmallToes,
        Thoracic,
        Neck,
        Head,
        Arm
    };
    enum class Quality {
        Aching,
        Burning,
        Cramping,
        Dull,
        Electric,
        Heavy,
        Itching,
        Numb,
        Shooting,
        Stabbing,
        Throbbing,
        Tight,
        Tingling,
        Cold,
        Weak,
        Other
    };
    std::vector<Region> regions;
    std::optional<Side> side;
    std::optional<View> view;      ///< of the drawing that `drawn` is on
    std::vector<ChartPoint> drawn; ///< the line or outline in its order
    std::vector<Quality> qualities;
    Number intensity; ///< 0..10
    std::string note;
    friend bool operator==(const BodyMark&, const BodyMark&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(BodyMark::View);
[[nodiscard]] std::span<const std::string_view> words(BodyMark::Region);
[[nodiscard]] std::span<const std::string_view> words(BodyMark::Quality);
void describe(Fields& fields, BodyMark& mark);

/// A spot in a muscle, as the hand found it.
struct TriggerPoint {
    enum class Finding { TautBand, Tender, RecognisedPain, ReferredPain, Twitch, ShortRange };
    std::string muscle; ///< a structure of the body with its side: "piriformis.right"
    std::string level;  ///< of long muscles: "l4"
    std::vector<Finding> findings;
    std::string refers_to; ///< where pressing is felt
    std::optional<BodyMark::View> view;
    std::optional<ChartPoint> place; ///< on that drawing
    friend bool operator==(const TriggerPoint&, const TriggerPoint&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(TriggerPoint::Finding);
void describe(Fields& fields, TriggerPoint& point);

/// One length of the patient, taken with a tape or on ultrasound: a girth, a depth of a structure.
struct BodyMeasure {
    std::string what; ///< "hip_girth", "skin_to_piriformis.right": as a body is made from them
    Number mm;
    Number sd_mm; ///< of measuring it; none: as good as exact
    friend bool operator==(const BodyMeasure&, const BodyMeasure&) = default;
};
void describe(Fields& fields, BodyMeasure& measure);

/// A segmented scan of the patient, from which their own body is made instead of the reference one.
struct Scan {
    Day taken_on;
    std::string scheme; ///< what the numbers of the labels mean: "totalsegmentator-v2"
    std::optional<Document> labels, image; ///< NIfTI, gzipped; the image is the CT itself
    friend bool operator==(const Scan&, const Scan&) = default;
};
void describe(Fields& fields, Scan& scan);

/// What the patient said and the examination found on one day, and what was made of it.
struct Assessment {
    /// A cause as it was weighed; causes do not add up to one.
    struct Cause {
        std::string id;
        Number probability, low, high;
        friend bool operator==(const Cause&, const Cause&) = default;
    };
    EntryId patient, episode, practitioner;
    EntryId amends; ///< the assessment that this one corrects
    EntryId checks; ///< the session after which it asks how that went; such a one clears nobody
    Day on;
    Number height_cm, weight_kg;
    std::vector<BodyMeasure> measures;
    std::optional<Scan> scan;
    std::map<std::string, chart::Answer> answers; ///< by finding of the library, with its side
    std::vector<BodyMark> chart;
    std::vector<NeuroSign> neurology;
    std::vector<TriggerPoint> trigger_points;
    std::optional<Pain> pain;
    std::string medicines; ///< as they are taken now, with the last INR where there is one
    std::optional<ScreeningResult> screening;
    std::vector<Cause> causes; ///< the leading one first
    std::vector<RuleDecision> clearances, overrides;
    std::string impression; ///< the clinician's own words
    friend bool operator==(const Assessment&, const Assessment&) = default;
};
void describe(Fields& fields, Assessment::Cause& cause);
void describe(Fields& fields, Assessment& assessment);

} // namespace filiform::record
