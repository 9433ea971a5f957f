// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "record/noun.h"
#include "store/store.h"

namespace filiform::exchange {

/// What becomes of an entry that is there already and says something else.
enum class Existing {
    Refuse, ///< a problem; one that says the same is passed over
    Update, ///< what came is its next version
};
enum class Mode { CheckOnly, Write };

/// How something is brought in, and by whom.
struct ImportOrder {
    Existing existing = Existing::Refuse;
    Mode mode = Mode::Write;
    std::vector<std::string> left_out; ///< types of FHIR that are not brought in
    std::string by = "console";        ///< for the audit
    base::Instant now{};
};

struct Imported {
    std::int64_t created = 0, updated = 0;
    std::int64_t there = 0;     ///< said the same already
    std::int64_t shown = 0;     ///< resources that follow from an entry that came whole
    std::int64_t left_out = 0;  ///< as was asked for
    std::int64_t documents = 0; ///< pages and signatures
};

/// One entry as somebody wants to bring it in.
struct Incoming {
    record::EntryId id;
    record::State state = record::State::Open;
    record::Noun noun;
    /// Where a problem of the noun ("#/birthDate"; "" for the whole) stands in what was sent.
    std::function<std::string(const std::string&)> place;
};

/// Collects what is to be brought in, judges all of it as any write is judged, and writes it as one
/// change. Rules that look at the moment of signing (a lot that was in date then, a consent that
/// held) are not asked again: what stood beside it then can no longer be told.
class Intake {
  public:
    Intake(store::Store& store, ImportOrder order) : store_(store), order_(std::move(order)) {}

    void add(Incoming incoming) { incoming_.push_back(std::move(incoming)); }
    void add(store::Blob blob);

    /// Problems: record.exists (twice in what was sent, or there already and different),
    ///           record.value, record.rule, record.orphan, record.blob, and those of the store;
    ///           all of them, each with its place. Nothing is written then.
    [[nodiscard]] base::Checked<Imported> finish();

  private:
    void check_twice();
    void judge(const Incoming& incoming);
    [[nodiscard]] std::optional<store::Write> judged(const Incoming& incoming,
                                                     const base::Result<record::Entry>& there);
    void check_references(const Incoming& incoming, const record::Index& index);
    void complain(const Incoming& incoming, base::Problems problems);
    [[nodiscard]] base::Problem placed(base::Problem problem) const;

    store::Store& store_;
    ImportOrder order_;
    std::vector<Incoming> incoming_;
    std::map<record::EntryId, const Incoming*> by_id_;
    std::map<std::string, store::Blob> blobs_;
    store::Change change_;
    Imported imported_;
    base::Problems problems_;
};

/// The id that an entry gets which somebody else calls so: the same text when it can be one, or one
/// made of it that is always the same.
[[nodiscard]] record::EntryId id_of_foreign(std::string_view text);

/// The patient of the record that has one of these identifiers; nothing when nobody has.
/// Problems: record.exists (two have it), and those of the store.
[[nodiscard]] base::Result<std::optional<record::EntryId>>
known_patient(store::Store& store, const record::Patient& patient);

} // namespace filiform::exchange
