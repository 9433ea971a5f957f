// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::outcomes {

/// A change, or a score, that was shown to mean something.
struct Threshold {
    enum class Meaning { StandardError, DetectableChange, ImportantChange, Recovered };
    Meaning meaning = Meaning::ImportantChange;
    std::optional<double> value;   ///< points
    std::optional<double> percent; ///< of the first score
    std::string about;             ///< in whom it was found
    chart::SourceId source;
    std::string mark;
};
[[nodiscard]] std::string_view text(Threshold::Meaning meaning);

/// An instrument as far as its change is judged (data/outcomes/instruments.yaml, and the thresholds
/// of data/instruments).
struct Instrument {
    std::string code; ///< "nprs_leg"
    std::string title;
    double low = 0;
    double high = 10;
    bool is_lower_better = true;
    bool is_change = false;               ///< its score is itself a change, as of a global rating
    bool has_forecast = false;            ///< pain from 0 to 10, which forecast.h is about
    std::vector<Threshold> thresholds;    ///< all that were found, also those that disagree
    std::optional<std::size_t> noise;     ///< the one used: index of a detectable change
    std::optional<std::size_t> important; ///< the one used: index of an important change
    std::string why;                      ///< why these

    /// Points of the threshold used; nothing where none is known.
    [[nodiscard]] std::optional<double> noise_points() const;
    [[nodiscard]] std::optional<double> important_points() const;
    [[nodiscard]] double important_percent() const; ///< 0 where none is asked for
};

using Instruments = std::vector<Instrument>;

/// Problems: data.* of DataDocument; outcomes.instrument (no such carried instrument, a threshold
///           used that is not listed, a word), outcomes.source.
[[nodiscard]] base::Checked<Instruments> read_instruments(std::string_view text, std::string name);

/// Those the program carries, and one of them by its code; null when there is none.
[[nodiscard]] const Instruments& instruments();
[[nodiscard]] const Instrument* find_instrument(std::string_view code);

} // namespace filiform::outcomes
