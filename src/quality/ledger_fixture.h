// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "quality/ledger.h"
#include "quality/figures.h"

/// A clinic for tests, filled patient by patient; everybody in it is invented.
namespace filiform::quality::fixture {

/// How one treatment went.
struct Treated {
    std::string clinician = "practitioner-1";
    int day = 0; ///< since 1 January 2026
    std::optional<record::AdverseEvent::Type> event{};
    record::AdverseEvent::Grade grade = record::AdverseEvent::Grade::MildOrNone;
    record::Technique technique = record::Technique::Still;
    bool has_consent = true;
    bool is_checked = true;
};

class Book {
  public:
    /// A new patient with an assessment, a plan and a consent of that day; the number they have.
    int add_patient(int day, const std::string& cause = "disc_herniation", double leg = 7);
    void add_treatment(int patient, const Treated& treated);
    /// A score of leg pain.
    void add_score(int patient, int day, double score);
    void add_instrument();
    /// An entry of a kind of its own, under a fresh id.
    std::string add(const record::Noun& noun, record::State state = record::State::Signed,
                    int day = 0);
    void put(const std::string& id, const record::Noun& noun,
             record::State state = record::State::Signed, int day = 0);
    Ledger& settled();

    static base::Instant at(int day, int minute = 600);

  private:
    Ledger ledger_;
    int next_ = 0;
};

/// The year 2026, looked at on its last day.
[[nodiscard]] Wanted year(Wanted::Grouping grouping = Wanted::Grouping::None);

} // namespace filiform::quality::fixture
