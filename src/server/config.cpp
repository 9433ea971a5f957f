// SPDX-License-Identifier: Apache-2.0
#include "server/config.h"

#include <cmath>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::server {

namespace {

using std::chrono::milliseconds;

/// Reads one file's keys over the defaults.
class ConfigReader {
  public:
    explicit ConfigReader(const base::DataNode& root) : root_(root) {}

    double number(const char* key, double otherwise, double low, double high) const {
        const double value = root_.number_or(key, otherwise);
        if (!(value >= low && value <= high)) {
            root_.complain("config.value",
                           std::string(key) + " has to be from " + text_of(low) + " to " +
                               text_of(high) + ".",
                           "filiform serve --print-config says what it means.");
            return otherwise;
        }
        return value;
    }
    std::size_t count(const char* key, std::size_t otherwise, double low, double high) const {
        return static_cast<std::size_t>(number(key, static_cast<double>(otherwise), low, high));
    }
    milliseconds time(const char* key, milliseconds otherwise, milliseconds unit, double low,
                      double high) const {
        const double units = std::chrono::duration<double, std::milli>(otherwise) / unit;
        return milliseconds(
            std::llround(number(key, units, low, high) * static_cast<double>(unit.count())));
    }

  private:
    static std::string text_of(double value) { return std::to_string(std::llround(value)); }

    const base::DataNode& root_;
};

void read_listener(const base::DataNode& root, ListenerOptions& to) {
    const ConfigReader reader(root);
    constexpr double most_port = 65535;
    constexpr milliseconds second = std::chrono::seconds(1);
    to.address = root.text_or("address", to.address);
    to.port = static_cast<std::uint16_t>(reader.count("port", to.port, 0, most_port));
    to.certificate_file = root.text_or("certificate", "");
    to.key_file = root.text_or("key", "");
    to.proxies = root.texts_or_none("proxies");
    to.most_connections = reader.count("most_connections", to.most_connections, 1, 100000);
    to.most_body_bytes = reader.count("most_body_mb", to.most_body_bytes >> 20U, 1, 256) << 20U;
    to.header_time = reader.time("header_seconds", to.header_time, second, 1, 600);
    to.body_time = reader.time("body_seconds", to.body_time, second, 1, 3600);
    to.idle_time = reader.time("idle_seconds", to.idle_time, second, 1, 3600);
    to.write_time = reader.time("write_seconds", to.write_time, second, 1, 3600);
    to.stop_time = reader.time("stop_seconds", to.stop_time, second, 0, 600);
    to.wire_threads = static_cast<unsigned>(reader.count("wire_threads", to.wire_threads, 1, 64));
    to.workers = static_cast<unsigned>(reader.count("workers", to.workers, 1, 256));
    if (to.certificate_file.empty() != to.key_file.empty())
        root.complain("config.value", "A certificate and its key go together.",
                      "Give both, or neither.");
}

} // namespace

std::string_view default_config() {
    const auto text = base::find_data_file("server/defaults.yaml");
    base::expects(text.has_value(), "the program carries its defaults");
    return *text;
}

base::Checked<Config> read_config(std::string_view text, const std::string& name) {
    const base::DataDocument document(text, name);
    const base::DataNode root = document.root();
    Config config;
    root.allow_only({"store",
                     "address",
                     "port",
                     "certificate",
                     "key",
                     "behind_proxy",
                     "proxies",
                     "public_address",
                     "most_connections",
                     "most_body_mb",
                     "header_seconds",
                     "body_seconds",
                     "idle_seconds",
                     "write_seconds",
                     "stop_seconds",
                     "requests_per_second",
                     "wire_threads",
                     "workers",
                     "body_memory_mb",
                     "session_idle_minutes",
                     "session_hours",
                     "log"});
    const ConfigReader reader(root);
    read_listener(root, config.server.listener);
    config.store = root.text_or("store", config.store);
    config.public_address = root.text_or("public_address", "");
    config.is_behind_proxy = root.flag_or("behind_proxy", false);
    config.logs = root.flag_or("log", true);
    config.most_body_bytes =
        reader.count("body_memory_mb", config.most_body_bytes >> 20U, 0, 1000000) << 20U;
    PeopleOptions& people = config.server.people;
    people.idle = reader.time("session_idle_minutes", people.idle, std::chrono::minutes(1), 1, 30);
    people.longest = reader.time("session_hours", people.longest, std::chrono::hours(1), 1, 12);
    GateOptions& gate = config.server.gate;
    constexpr double at_once = 4;
    const double rate =
        reader.number("requests_per_second", gate.address_rate.per_second, 1, 100000);
    gate.address_rate = gate.account_rate = {rate, at_once * rate};
    gate.says_hsts = !config.server.listener.certificate_file.empty() || config.is_behind_proxy;
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return config;
}

bool is_loopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.");
}

base::Result<void> check_config(const Config& config) {
    const ListenerOptions& listener = config.server.listener;
    if (is_loopback(listener.address) || !listener.certificate_file.empty() ||
        config.is_behind_proxy)
        return {};
    return tl::unexpected(base::Problem{
        "config.open", listener.address,
        "Patients' records would go over the network for everybody to read.",
        "Give a certificate and its key, or set behind_proxy where a proxy speaks TLS, or listen "
        "on 127.0.0.1."});
}

} // namespace filiform::server
