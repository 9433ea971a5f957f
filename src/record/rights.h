// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/kind.h"
#include "record/patient.h"
#include "record/role.h"

namespace filiform::record {

/// What can be done with an entry; data/record/rights.yaml says what each takes in.
enum class Action { See, Create, Change, Sign, Erase };
[[nodiscard]] std::span<const std::string_view> words(Action);

/// How far a right goes.
enum class Reach {
    None,
    OwnSigned, ///< the patient's own, once signed (or superseded, or withdrawn)
    OwnBegun,  ///< the same, and what is open and was last written by the patient
    Own,       ///< the patient's own
    Any,
};
[[nodiscard]] std::span<const std::string_view> words(Reach);

/// Whether an entry is of the patient who asks; a patient's entry is their own.
enum class Whose { Own, Others };

/// What a right asks of one version of an entry.
struct Standing {
    Whose whose = Whose::Others;
    State state = State::Open;
    bool is_their_writing = false; ///< whoever asks wrote this version
};

/// The table role × kind × action.
class Rights {
  public:
    [[nodiscard]] Reach reach(Role role, Kind kind, Action action) const;
    /// Whether that reach takes in an entry that stands so.
    [[nodiscard]] bool allow(Role role, Kind kind, Action action, const Standing& standing) const;

  private:
    friend base::Checked<Rights> read_rights(std::string_view text, std::string name);
    static constexpr std::size_t roles = 5, kinds = 21, actions = 5;
    std::array<std::array<std::array<Reach, actions>, kinds>, roles> table_{};
};

/// Problems: data.* of DataDocument; rights.word (a role, kind, action or reach not known);
///           rights.missing (a kind that nobody may see).
[[nodiscard]] base::Checked<Rights> read_rights(std::string_view text, std::string name);
/// The table the program carries. Safe from any thread.
[[nodiscard]] const Rights& carried_rights();

/// Whether somebody who may see a patient's entries has to give a reason first ("break-glass"): a
/// clinician or a lead, the patient being marked restricted, unless they answer for an episode of
/// the patient's that is not finished or cancelled. `episodes` are the patient's own.
[[nodiscard]] bool needs_reason(Role role, const EntryId& practitioner, const Patient& patient,
                                std::span<const Episode> episodes);

} // namespace filiform::record
