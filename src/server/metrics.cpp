// SPDX-License-Identifier: Apache-2.0
#include "server/metrics.h"

#include <array>
#include <charconv>

namespace filiform::server {

namespace {

std::string decimal(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

} // namespace

void Metrics::answered(const std::string& route, int status, double seconds) {
    const std::lock_guard lock(mutex_);
    ++requests_[{route, status}];
    Latency& latency = latencies_[route];
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (seconds <= bounds.at(i))
            ++latency.within.at(i);
    ++latency.count;
    latency.sum += seconds;
}

void Metrics::counted(const std::string& name, std::int64_t by) {
    const std::lock_guard lock(mutex_);
    counts_[name] += by;
}

void Metrics::watch(std::string name, std::string help, std::function<double()> value) {
    const std::lock_guard lock(mutex_);
    watched_.push_back({std::move(name), std::move(help), std::move(value)});
}

std::string Metrics::page() const {
    const std::lock_guard lock(mutex_);
    std::string out = "# HELP filiform_requests_total Requests answered.\n"
                      "# TYPE filiform_requests_total counter\n";
    for (const auto& [key, count] : requests_)
        out += "filiform_requests_total{route=\"" + key.first + "\",status=\"" +
               std::to_string(key.second) + "\"} " + std::to_string(count) + '\n';
    out += "# HELP filiform_request_seconds Time from the request's last byte to the answer.\n"
           "# TYPE filiform_request_seconds histogram\n";
    for (const auto& [route, latency] : latencies_) {
        const std::string label = "{route=\"" + route + "\"";
        for (std::size_t i = 0; i < bounds.size(); ++i)
            out += "filiform_request_seconds_bucket" + label + ",le=\"" + decimal(bounds.at(i)) +
                   "\"} " + std::to_string(latency.within.at(i)) + '\n';
        out += "filiform_request_seconds_bucket" + label + ",le=\"+Inf\"} " +
               std::to_string(latency.count) + '\n';
        out += "filiform_request_seconds_sum" + label + "} " + decimal(latency.sum) + '\n';
        out +=
            "filiform_request_seconds_count" + label + "} " + std::to_string(latency.count) + '\n';
    }
    for (const auto& [name, count] : counts_)
        out += "# TYPE filiform_" + name + " counter\nfiliform_" + name + ' ' +
               std::to_string(count) + '\n';
    for (const Watched& one : watched_)
        out += "# HELP filiform_" + one.name + ' ' + one.help + "\n# TYPE filiform_" + one.name +
               " gauge\nfiliform_" + one.name + ' ' + decimal(one.value()) + '\n';
    return out;
}

} // namespace filiform::server
