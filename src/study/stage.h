// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/figure.h"
#include "atlas/solid.h"
#include "geometry/lattice.h"
#include "study/needling.h"

namespace filiform::study {

/// One body as far as a study needs it: its skin first, so that needles can be aimed, then the
/// parts those needles reach.
class Stage {
  public:
    explicit Stage(const atlas::Figure& figure);

    /// The skin around these landmarks, so far above and below, and every point of the figure as a
    /// landmark; nothing else.
    [[nodiscard]] anatomy::Body skin_around(const std::vector<chart::LandmarkId>& landmarks,
                                            double around_mm) const;

    /// Landmarks alone, for reading expressions.
    [[nodiscard]] const std::vector<anatomy::Landmark>& landmarks() const { return landmarks_; }

    /// Parts drawn within the window: those of the ids that reach into it.
    [[nodiscard]] Parts parts_within(const geometry::Box& window,
                                     const std::vector<std::string>& ids, double spacing_mm) const;

  private:
    std::vector<atlas::Solid> solids_;
    std::vector<anatomy::Landmark> landmarks_;
    double top_mm_ = 0; ///< the body is drawn up to here
};

} // namespace filiform::study
