// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <benchmark/benchmark.h>

#include "bars.h"
#include "base/memory.h"

namespace {

/// Prints as usual and keeps what the table at the end needs.
class KeepingReporter : public benchmark::ConsoleReporter {
  public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            const bool is_median =
                run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
            if (run.error_occurred || (run.run_type == Run::RT_Aggregate && !is_median))
                continue;
            auto& kept = results_[run.run_name.function_name];
            const double unit = benchmark::GetTimeUnitMultiplier(run.time_unit);
            kept.seconds = run.GetAdjustedRealTime() / unit;
            kept.processor_seconds = run.GetAdjustedCPUTime() / unit;
            const auto items = run.counters.find("items_per_second");
            if (items != run.counters.end())
                kept.items_per_second = items->second;
        }
    }
    [[nodiscard]] const filiform::bench::Results& results() const { return results_; }

  private:
    filiform::bench::Results results_;
};

} // namespace

int main(int argc, char** argv) {
    filiform::base::keep_freed_memory(); // as the program does
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    KeepingReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    filiform::bench::print_table(std::cout, reporter.results());
    return 0;
}
