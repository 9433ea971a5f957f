// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "needle/search.h"
#include "needle/search_ray.h"

namespace filiform::needle {

/// Looks for the best needle of one patch after another. Keeps its working memory, so one per
/// thread; the answers do not depend on what was asked before.
class CellSearch {
  public:
    /// `field` must outlive it.
    explicit CellSearch(const SearchField& field) : field_(&field) {}

    /// The best needle of the patch, looking first where it may be best and leaving the rest
    /// unlooked at. The tally is complete exactly when there is none.
    [[nodiscard]] CellResult find_best(const SkinCell& cell, Tally& tally);

    /// The same answer from every needle of the lattice, one after the other: the judge of
    /// `find_best`, and what counts the blocked needles of patches that have a good one.
    [[nodiscard]] CellResult try_all(const SkinCell& cell, Tally& tally);

  private:
    /// How far a direction has been followed.
    enum class Stage : std::uint8_t { Aimed, Glanced, Marked, Followed };
    struct Aim {
        Ray ray;
        double tilt_rad = 0;
        std::size_t first = 0; ///< of its marks in `marks_`
        std::size_t count = 0;
        std::size_t best = 0; ///< of its marks, when followed
    };
    /// What is to be looked at next: the largest bound first, ties as in `is_after`.
    struct Turn {
        double bound = 0; ///< no needle of this direction has more merit; followed: its best merit
        Stage stage = Stage::Aimed;
        std::uint32_t aim = 0;
    };
    static bool is_after(const Turn& a, const Turn& b);

    void start(const SkinCell& cell);
    void push(double bound, Stage stage, std::uint32_t aim);
    void glance_at(std::uint32_t aim);
    void mark(const SkinCell& cell, std::uint32_t aim, Tally& tally);
    void follow_to_marks(std::uint32_t aim, Tally& tally);
    [[nodiscard]] std::optional<Candidate> judge_best(const SkinCell& cell, const Turn& turn,
                                                      Tally& tally) const;
    [[nodiscard]] std::optional<Candidate> judge_others(const SkinCell& cell);
    [[nodiscard]] double merit(const Aim& aim, const Mark& mark) const;

    const SearchField* field_;
    double room_at_entry_mm_ = 0;
    double least_depth_mm_ = 0;
    std::vector<Aim> aims_;
    std::vector<Mark> marks_;
    std::vector<Mark> ray_marks_;
    std::vector<Turn> turns_;
    std::vector<std::uint32_t> followed_;
};

} // namespace filiform::needle
