// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "fhir/context.h"
#include "fhir/resource.h"

namespace filiform::fhir {

/// One thing that the clinic counts of itself, as a Measure has it: a proportion.
struct MeasureFacts {
    enum class Better { Higher, Lower, NotSaid };
    std::string_view id;   ///< "needle-counts-disagree": of the Measure, and in its address
    std::string_view name; ///< "NeedleCountsDisagree"
    std::string_view title;
    std::string_view denominator; ///< what is counted, in words
    std::string_view numerator;   ///< which of these
    /// Not said of adverse events: a clinic that asks more finds more.
    Better better = Better::NotSaid;
    std::string_view figure; ///< its name among the figures: "perTreatment"
};
[[nodiscard]] std::span<const MeasureFacts> every_measure();
[[nodiscard]] const MeasureFacts* find_measure_facts(std::string_view id);
/// Its canonical address: "https://filiform.example/fhir/Measure/needle-counts-disagree".
[[nodiscard]] std::string measure_address(const MeasureFacts& measure);
[[nodiscard]] Resource measure_of(const MeasureFacts& measure);

/// A share as it is reported; without `share`, there are too few to say it.
struct ReportedShare {
    std::int64_t numerator = 0, denominator = 0;
    std::optional<double> share;
    double low = 0, high = 1; ///< the 95 % interval; of a share that is said
    /// Of courses: all there are, of which the denominator has those with a start and an end.
    std::optional<std::int64_t> all;
};

struct ReportedGroup {
    struct Stratum {
        std::string value; ///< in words
        ReportedShare share;
    };
    std::string code;  ///< "bruise", in our code system of figures
    std::string words; ///< "bruise"
    ReportedShare share;
    std::vector<std::pair<std::string, std::vector<Stratum>>> strata; ///< by "cause", …
};

/// What a measure came to in a period.
struct ReportFact {
    const MeasureFacts* measure = nullptr;
    base::Date from, to; ///< both days within it, by the clinic's clocks
    base::Instant made{};
    std::string is_not_for; ///< in words
    std::vector<ReportedGroup> groups;
};

/// MeasureReport of type summary. Its id is the measure's, a point and each of the two days.
///
/// Populations: denominator and numerator as counts; of courses the initial population and the
///              exclusions too. `measureScore`, and its interval as an extension
///              ("measure-report-interval"), only where there are enough; else the extension
///              "measure-report-tooFewToSay".
[[nodiscard]] Resource measure_report_of(const ReportFact& fact, const Context& context);

/// What the id of a report says: the measure and the two days as they are written there.
struct ReportName {
    const MeasureFacts* measure = nullptr;
    std::string from, to;
};
/// Edge cases: nothing when there is no such measure; whether the days exist is not looked at.
[[nodiscard]] std::optional<ReportName> read_report_id(std::string_view id);

} // namespace filiform::fhir
