// SPDX-License-Identifier: Apache-2.0
#include "study/shard.h"

#include <cstdlib>

#ifdef FILIFORM_MPI
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>
#endif

namespace filiform::study {

namespace {

/// What Open MPI, and starters that speak PMI (MPICH, Slurm), tell each process.
bool is_one_of_many() {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK"})
        if (std::getenv(name) != nullptr)
            return true;
    return false;
}

} // namespace

#ifdef FILIFORM_MPI

base::Result<std::unique_ptr<Shard>> Shard::join() {
    std::unique_ptr<Shard> shard(new Shard);
    if (!is_one_of_many())
        return shard;
    int given = 0;
    // Only the thread that joined ever talks to the others.
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
    shard->has_mpi_ = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &shard->number_);
    MPI_Comm_size(MPI_COMM_WORLD, &shard->count_);
    return shard;
}

Shard::~Shard() {
    if (has_mpi_)
        MPI_Finalize();
}

bool Shard::all_are_well(bool is_well) const {
    int mine = is_well ? 1 : 0;
    int all = mine;
    if (has_mpi_)
        MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    return all == 1;
}

#else

base::Result<std::unique_ptr<Shard>> Shard::join() {
    if (is_one_of_many())
        return tl::unexpected(
            base::Problem{"study.mpi", "mpirun",
                          "This filiform was built without MPI, so each process would do "
                          "the whole study.",
                          "Run it alone, or build it where libopenmpi-dev is installed."});
    return std::unique_ptr<Shard>(new Shard);
}

Shard::~Shard() = default;

bool Shard::all_are_well(bool is_well) const {
    return is_well;
}

#endif

} // namespace filiform::study
