// SPDX-License-Identifier: Apache-2.0
#include "needle/search_cell.h"

#include "needle/approach.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace filiform::needle {

namespace {

using geometry::Vec3;

double merit_of(const Rates& rates, double tilt, const Mark& mark) {
    const double tilt_deg = tilt * 180 / std::numbers::pi;
    // Needles with all the room they need tie; rounding must not decide between them, or a
    // mirrored patient would get others.
    constexpr double per_mm = 1e6;
    return std::round((mark.room_mm + rates.room_per_inside_mm * mark.inside_mm -
                       rates.room_per_tilt_deg * tilt_deg -
                       rates.room_per_depth_mm * mark.depth_mm) *
                      per_mm) /
           per_mm;
}

/// The needle of the lattice with that direction and depth: ending at bone, if that comes first.
chart::NeedlePath lattice_path(const SearchField& field, const SkinCell& cell,
                               const Vec3& direction, double depth_mm) {
    double depth = depth_mm;
    if (field.scene->rule->stop == chart::StopRule::BoneOrDepth) {
        const auto longest = search_path(*field.scene, cell.point, direction, field.deepest_mm);
        const auto bone = first_bone(*field.scene, longest);
        // Contact was read from a coarser field, a little early.
        constexpr double early_mm = 1.5;
        if (bone && bone->at_mm <= std::min(depth + early_mm, field.deepest_mm))
            depth = bone->at_mm;
    }
    auto path = search_path(*field.scene, cell.point, direction, depth);
    path.stop = stop_of(*field.scene, path);
    return path;
}

std::optional<Candidate> judged(const SearchField& field, const SkinCell& cell,
                                const Vec3& direction, const Mark& mark, double merit,
                                std::optional<FirstFault>& fault) {
    const auto path = lattice_path(field, cell, direction, mark.depth_mm);
    fault = first_fault(*field.scene, path, cell.normal);
    if (fault)
        return std::nullopt;
    return Candidate{path, least_room(*field.scene, path, SlackField::most_mm).slack_mm, merit};
}

bool is_any_allowed(const SearchField& field, const SkinCell& cell, const Ray& ray,
                    const std::vector<Mark>& marks) {
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
        const Vec3 tip = ray.entry + ray.direction * mark.depth_mm;
        return is_allowed(*field.scene, {ray.entry, cell.normal, ray.direction, tip});
    });
}

void add_blocker(const SearchField& field, int blocker, Tally& tally) {
    if (blocker < 0)
        return;
    const Hazard& hazard = field.scene->hazards[static_cast<std::size_t>(blocker)];
    tally.add(hazard.structure->id, hazard.limit.is_territory);
}

/// Says what stood in the way most often of a patch without a needle.
void name_blocker(const Tally& tally, CellResult& result) {
    std::size_t most = 0;
    std::size_t all = 0;
    for (const auto& [id, count] : tally.blocked) {
        all += count;
        if (count > most && !id.is_empty()) {
            most = count;
            result.blocker = id;
        }
    }
    result.is_only_unknown = !tally.blocked.empty() && tally.unknown == all;
}

} // namespace

void Tally::add(const chart::StructureId& by, bool is_unknown) {
    ++blocked[by];
    if (is_unknown)
        ++unknown;
}

bool CellSearch::is_after(const Turn& a, const Turn& b) {
    if (a.bound != b.bound)
        return a.bound < b.bound;
    // A direction not yet followed may hold a needle as good, and the first direction wins ties.
    if (a.stage != b.stage)
        return a.stage > b.stage;
    return a.aim > b.aim;
}

double CellSearch::merit(const Aim& aim, const Mark& mark) const {
    return merit_of(field_->weighs.rates, aim.tilt_rad, mark);
}

void CellSearch::push(double bound, Stage stage, std::uint32_t aim) {
    turns_.push_back({bound, stage, aim});
    std::push_heap(turns_.begin(), turns_.end(), is_after);
}

void CellSearch::start(const SkinCell& cell) {
    aims_.clear();
    marks_.clear();
    turns_.clear();
    followed_.clear();
    // `follow` begins here, so no needle of the patch has more room than this.
    room_at_entry_mm_ = std::min(field_->weighs.enough_room_mm, room_at(*field_, cell.point, 0));
    least_depth_mm_ = least_mark_depth_mm(*field_, cell.point);
    for (const Vec3& direction : search_directions(*field_->scene, cell)) {
        Ray ray{cell.point, direction, 0, 0};
        if (!clip_to_target(*field_, ray) || ray.to_mm < least_depth_mm_ ||
            is_direction_forbidden(*field_->scene, direction))
            continue;
        aims_.push_back({ray, tilt_rad(cell.normal, direction), 0, 0, 0});
        const double bound = merit(
            aims_.back(), {least_depth_mm_, field_->weighs.enough_inside_mm, room_at_entry_mm_});
        turns_.push_back({bound, Stage::Aimed, static_cast<std::uint32_t>(aims_.size() - 1)});
    }
    std::make_heap(turns_.begin(), turns_.end(), is_after);
}

void CellSearch::glance_at(std::uint32_t index) {
    constexpr double rounding = 2e-6; // of the merit
    const Aim& aim = aims_[index];
    auto most = glance(*field_, aim.ray);
    if (!most)
        return;
    most->room_mm = room_at_entry_mm_;
    push(merit(aim, *most) + rounding, Stage::Glanced, index);
}

void CellSearch::mark(const SkinCell& cell, std::uint32_t index, Tally& tally) {
    Aim& aim = aims_[index];
    find_marks(*field_, aim.ray, ray_marks_);
    if (!is_any_allowed(*field_, cell, aim.ray, ray_marks_))
        return;
    ++tally.needles;
    aim.first = marks_.size();
    aim.count = ray_marks_.size();
    double bound = -1e300;
    for (const Mark& mark : ray_marks_) {
        marks_.push_back(mark);
        bound = std::max(bound, merit(aim, {mark.depth_mm, mark.inside_mm, room_at_entry_mm_}));
    }
    push(bound, Stage::Marked, index);
}

void CellSearch::follow_to_marks(std::uint32_t index, Tally& tally) {
    Aim& aim = aims_[index];
    const auto first = marks_.begin() + static_cast<std::ptrdiff_t>(aim.first);
    ray_marks_.assign(first, first + static_cast<std::ptrdiff_t>(aim.count));
    const int blocker = follow(*field_, aim.ray, ray_marks_);
    aim.count = ray_marks_.size();
    if (ray_marks_.empty()) {
        add_blocker(*field_, blocker, tally);
        return;
    }
    std::copy(ray_marks_.begin(), ray_marks_.end(), first);
    aim.best = 0;
    for (std::size_t i = 1; i < aim.count; ++i)
        if (merit(aim, ray_marks_[i]) > merit(aim, ray_marks_[aim.best]))
            aim.best = i;
    followed_.push_back(index);
    push(merit(aim, ray_marks_[aim.best]), Stage::Followed, index);
}

std::optional<Candidate> CellSearch::judge_best(const SkinCell& cell, const Turn& turn,
                                                Tally& tally) const {
    const Aim& aim = aims_[turn.aim];
    std::optional<FirstFault> fault;
    auto candidate =
        judged(*field_, cell, aim.ray.direction, marks_[aim.first + aim.best], turn.bound, fault);
    if (fault)
        tally.add(fault->structure, fault->is_unknown);
    return candidate;
}

std::optional<Candidate> CellSearch::judge_others(const SkinCell& cell) {
    struct Draft {
        double merit;
        std::uint32_t aim;
        std::size_t mark;
    };
    std::vector<Draft> drafts;
    std::sort(followed_.begin(), followed_.end());
    for (const std::uint32_t index : followed_) {
        const Aim& aim = aims_[index];
        for (std::size_t i = 0; i < aim.count; ++i)
            if (i != aim.best)
                drafts.push_back({merit(aim, marks_[aim.first + i]), index, aim.first + i});
    }
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](const Draft& a, const Draft& b) { return a.merit > b.merit; });
    for (const Draft& draft : drafts) {
        std::optional<FirstFault> fault;
        auto candidate = judged(*field_, cell, aims_[draft.aim].ray.direction, marks_[draft.mark],
                                draft.merit, fault);
        if (candidate)
            return candidate;
    }
    return std::nullopt;
}

CellResult CellSearch::find_best(const SkinCell& cell, Tally& tally) {
    CellResult result{cell, {}, false, {}, false};
    tally = {};
    if (!may_reach(*field_, cell)) {
        tally.is_complete = true;
        return result;
    }
    start(cell);
    while (!turns_.empty() && !result.best) {
        std::pop_heap(turns_.begin(), turns_.end(), is_after);
        const Turn turn = turns_.back();
        turns_.pop_back();
        switch (turn.stage) {
        case Stage::Aimed:
            glance_at(turn.aim);
            break;
        case Stage::Glanced:
            mark(cell, turn.aim, tally);
            break;
        case Stage::Marked:
            follow_to_marks(turn.aim, tally);
            break;
        case Stage::Followed:
            result.best = judge_best(cell, turn, tally);
            break;
        }
    }
    tally.is_complete = turns_.empty() && !result.best;
    result.reaches = tally.needles > 0;
    if (!result.best)
        result.best = judge_others(cell);
    if (!result.best)
        name_blocker(tally, result);
    return result;
}

CellResult CellSearch::try_all(const SkinCell& cell, Tally& tally) {
    struct Draft {
        Vec3 direction;
        Mark mark;
        double merit;
        bool is_best_of_ray;
    };
    CellResult result{cell, {}, false, {}, false};
    tally = {};
    std::vector<Draft> drafts;
    for (const Vec3& direction : search_directions(*field_->scene, cell)) {
        Ray ray{cell.point, direction, 0, 0};
        if (!clip_to_target(*field_, ray) || is_direction_forbidden(*field_->scene, direction))
            continue;
        std::vector<Mark> marks;
        find_marks(*field_, ray, marks);
        if (!is_any_allowed(*field_, cell, ray, marks))
            continue;
        ++tally.needles;
        const int blocker = follow(*field_, ray, marks);
        if (marks.empty()) {
            add_blocker(*field_, blocker, tally);
            continue;
        }
        std::size_t best = drafts.size();
        for (const Mark& mark : marks) {
            drafts.push_back(
                {direction, mark,
                 merit_of(field_->weighs.rates, tilt_rad(cell.normal, direction), mark), false});
            if (drafts.back().merit > drafts[best].merit)
                best = drafts.size() - 1;
        }
        drafts[best].is_best_of_ray = true;
    }
    std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
        return a.is_best_of_ray != b.is_best_of_ray ? a.is_best_of_ray : a.merit > b.merit;
    });
    for (const Draft& draft : drafts) {
        std::optional<FirstFault> fault;
        auto candidate = judged(*field_, cell, draft.direction, draft.mark, draft.merit, fault);
        if (candidate) {
            result.best = candidate;
            break;
        }
        if (draft.is_best_of_ray)
            tally.add(fault->structure, fault->is_unknown);
    }
    result.reaches = tally.needles > 0;
    tally.is_complete = true;
    if (!result.best)
        name_blocker(tally, result);
    return result;
}

} // namespace filiform::needle
