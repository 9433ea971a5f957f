// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace filiform::server {

/// What the server counts of its work, as Prometheus reads it.
/// Threads: any.
class Metrics {
  public:
    /// One request is answered: by which route ("GET /api/v1/patients/{id}"), how, and how fast.
    void answered(const std::string& route, int status, double seconds);
    void counted(const std::string& name, std::int64_t by = 1);
    /// A value read when the page is written: connections, queue depth.
    void watch(std::string name, std::string help, std::function<double()> value);

    /// Prometheus' text format, version 0.0.4.
    [[nodiscard]] std::string page() const;

  private:
    static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025,
                                                   0.05,  0.1,    0.5,   1,    5};
    struct Latency {
        std::array<std::int64_t, bounds.size()> within{};
        std::int64_t count = 0;
        double sum = 0;
    };
    struct Watched {
        std::string name, help;
        std::function<double()> value;
    };
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::int64_t> requests_;
    std::map<std::string, Latency> latencies_;
    std::map<std::string, std::int64_t> counts_;
    std::vector<Watched> watched_;
};

} // namespace filiform::server
