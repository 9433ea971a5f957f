// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/result.h"

namespace filiform::study {

/// The processes that share a study, as `mpirun -n 4 filiform study …` starts them; one alone
/// otherwise. They talk through files in a folder that all of them see; MPI only tells each its
/// number and lets them wait.
///
/// Lifetime: at most one, for as long as the program has anything to share.
class Shard {
  public:
    /// Joins the others when the program was started as one of many, else stands alone.
    /// Problems: study.mpi (one of many, but the program was built without MPI).
    [[nodiscard]] static base::Result<std::unique_ptr<Shard>> join();

    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;
    ~Shard();

    [[nodiscard]] int number() const { return number_; } ///< from 0
    [[nodiscard]] int count() const { return count_; }
    [[nodiscard]] bool is_first() const { return number_ == 0; }

    /// Waits until all are here; whether all say that they are well.
    [[nodiscard]] bool all_are_well(bool is_well) const;

  private:
    Shard() = default;
    int number_ = 0;
    int count_ = 1;
    bool has_mpi_ = false;
};

} // namespace filiform::study
