// SPDX-License-Identifier: Apache-2.0
#include "needle/session.h"

#include "base/data_document.h"
#include "needle/rule_reading.h"

#include "geometry/shapes.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace filiform::needle {

namespace {

using Picks = std::vector<chart::Session::Pick>;
using Paths = std::vector<chart::PlannedPath>;

const Paths* paths_of(const chart::Proposal& proposal) {
    const auto* paths = std::get_if<Paths>(&proposal.paths);
    return paths == nullptr || paths->empty() ? nullptr : paths;
}

/// Tries every combination, earlier proposals and paths first, and keeps the first fullest one.
class Chooser {
  public:
    Chooser(std::span<const chart::Proposal> proposals, const SessionLimits& limits)
        : proposals_(proposals), limits_(limits) {}

    Picks choose() {
        extend(0);
        return best_;
    }

  private:
    /// The most needles that could still be added from proposal `next` on.
    [[nodiscard]] std::size_t hope(std::size_t next) const {
        const auto with_paths = static_cast<std::size_t>(
            std::count_if(proposals_.begin() + static_cast<std::ptrdiff_t>(next), proposals_.end(),
                          [](const chart::Proposal& p) { return paths_of(p) != nullptr; }));
        return std::min(limits_.most_needles, now_.size() + with_paths);
    }

    [[nodiscard]] bool fits(const chart::NeedlePath& path) const {
        return std::none_of(now_.begin(), now_.end(), [&](const chart::Session::Pick& pick) {
            const Paths* others = paths_of(proposals_[pick.proposal]);
            return is_conflict((*others)[pick.path].path, path, limits_);
        });
    }

    void extend(std::size_t next) {
        if (now_.size() > best_.size())
            best_ = now_;
        if (next == proposals_.size() || now_.size() == limits_.most_needles ||
            hope(next) <= best_.size())
            return;
        if (const Paths* paths = paths_of(proposals_[next]))
            for (std::size_t i = 0; i < paths->size(); ++i) {
                if (!fits((*paths)[i].path))
                    continue;
                now_.push_back({next, i});
                extend(next + 1);
                now_.pop_back();
            }
        extend(next + 1);
    }

    std::span<const chart::Proposal> proposals_;
    const SessionLimits& limits_;
    Picks now_;
    Picks best_;
};

geometry::Segment shaft_of(const chart::NeedlePath& path) {
    return {path.entry, path.direction, path.depth_mm};
}

} // namespace

bool is_conflict(const chart::NeedlePath& a, const chart::NeedlePath& b,
                 const SessionLimits& limits) {
    if (geometry::distance(a.entry, b.entry) < limits.handles_apart_mm)
        return true;
    const double between = geometry::distance_between(shaft_of(a), shaft_of(b)) -
                           (a.needle.diameter_mm + b.needle.diameter_mm) / 2;
    return between < limits.shafts_apart_mm;
}

chart::Session plan_session(std::span<const chart::Proposal> proposals,
                            const SessionLimits& limits) {
    chart::Session session;
    session.most_needles = limits.most_needles;
    session.picks = Chooser(proposals, limits).choose();
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        const bool is_picked =
            std::any_of(session.picks.begin(), session.picks.end(),
                        [&](const chart::Session::Pick& pick) { return pick.proposal == i; });
        if (is_picked)
            continue;
        std::string because;
        if (const auto* no = std::get_if<chart::NoPath>(&proposals[i].paths)) {
            because = no->because;
        } else if (session.picks.size() >= limits.most_needles) {
            because = "The dose of this session (" + std::to_string(limits.most_needles) +
                      (limits.most_needles == 1 ? " needle" : " needles") + ") is used up.";
        } else {
            because = "Every needle for it would be in the way of another.";
        }
        session.left_out.push_back({proposals[i].target, because});
    }
    return session;
}

base::Checked<SessionLimits> read_session_limits(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"most_needles", "shafts_apart_mm", "handles_apart_mm", "source", "mark"});
    SessionLimits limits;
    limits.most_needles = static_cast<std::size_t>(number_within(root, "most_needles", {1, 50}));
    limits.shafts_apart_mm = number_within(root, "shafts_apart_mm", {0, 50});
    limits.handles_apart_mm = number_within(root, "handles_apart_mm", {0, 100});
    (void)root.text("source");
    check_mark(root, "mark");
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return limits;
}

} // namespace filiform::needle
