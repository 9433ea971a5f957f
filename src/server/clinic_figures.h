// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "base/result.h"
#include "quality/figures.h"
#include "store/store.h"

namespace filiform::server {

/// The ledger behind the clinic's own figures, of which a server keeps one. Whoever asks waits for
/// who asked before; what was written since is folded first, the first time the whole record.
class ClinicFigures {
  public:
    explicit ClinicFigures(store::Store& store);
    ~ClinicFigures();
    ClinicFigures(const ClinicFigures&) = delete;
    ClinicFigures& operator=(const ClinicFigures&) = delete;

    /// The figures of a period. What they name of published rates lives as long as this.
    /// Problems: those of the store.
    [[nodiscard]] base::Result<quality::Figures> of(const quality::Wanted& wanted);
    /// Looks at the ledger itself, up to date and settled.
    /// Problems: those of the store.
    [[nodiscard]] base::Result<void>
    look(const std::function<void(const quality::Ledger& ledger)>& at);

  private:
    struct Kept;
    store::Store& store_;
    std::unique_ptr<Kept> kept_;
};

} // namespace filiform::server
